"""How does somebody want to see an answer? It is kept in the address, and nowhere else."""

from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Look:
    """`sort` is a column's name, with a minus where its highest values come first.

    What is empty is as the rules have it.
    """

    chart: str = ""
    sort: str = ""
    page: int = 1
    shade: bool = False

    def address(self, **changes: Any) -> str:
        """What follows the path of an answer that is to be seen so."""
        told = asdict(replace(self, **changes))
        kept = {name: value for name, value in told.items() if value != getattr(AS_IT_IS, name)}
        return f"?{urlencode(kept)}"


AS_IT_IS = Look()


class LookForm(forms.Form):
    chart = forms.SlugField(max_length=20, required=False)
    sort = forms.RegexField(r"^-?\w+$", max_length=200, required=False)
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)
    shade = forms.BooleanField(required=False)


def look_of(sent: QueryDict) -> Look:
    """What cannot be read is as if it were not there."""
    form = LookForm(sent)
    form.is_valid()
    read = form.cleaned_data
    return Look(
        chart=read.get("chart", ""),
        sort=read.get("sort", ""),
        page=read.get("page") or 1,
        shade=read.get("shade", False),
    )
