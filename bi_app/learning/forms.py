"""What may somebody say of an answer that did not go as they meant?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from bi_app.learning.models import Why

SAY_WHAT = gettext_lazy("Say in a few words what was wrong, so that the owner can look at it.")


class WrongForm(forms.Form):
    why = forms.ChoiceField(choices=Why.choices, required=False)
    note = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("why") == Why.OTHER and not told.get("note"):
            raise forms.ValidationError(SAY_WHAT)
        return told
