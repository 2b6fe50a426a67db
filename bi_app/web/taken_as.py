"""As which files can an answer be taken away?"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class TakenAs:
    """A file that an answer can be taken away as."""

    value: str
    label: str
    detail: str | Promise


TAKEN_AS = (
    TakenAs("xlsx", "Excel", gettext_lazy("the rows, and what they rest on")),
    TakenAs("csv", "CSV", gettext_lazy("the rows alone")),
    TakenAs("pdf", "PDF", gettext_lazy("sentence, chart, table")),
    TakenAs("png", "PNG", gettext_lazy("the picture")),
    TakenAs("svg", "SVG", gettext_lazy("the picture, to be edited")),
)
