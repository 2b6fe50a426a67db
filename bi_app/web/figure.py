"""The picture of an answer, and the other pictures that its rows could be."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy

from bi_app.asking.answer import Finding
from bi_app.web.chart import WIDTHS, Drawing, LeadsTo, draw
from bi_app.web.inside import mark_of_point
from bi_app.web.look import Look
from semantic_layer.present import Kind, kind_for, kinds_for, linked
from semantic_layer.present import draw as specification_of
from semantic_layer.present.notes import Mark, with_notes

NO_WAYS: Mapping[int, tuple[str, str]] = MappingProxyType({})
CALLED = {
    Kind.LINE: gettext_lazy("Line"),
    Kind.BARS: gettext_lazy("Bars"),
    Kind.STACKED: gettext_lazy("Stacked bars"),
    Kind.POINTS: gettext_lazy("Points"),
    Kind.SCATTER: gettext_lazy("Scatter"),
    Kind.HEAT: gettext_lazy("Heat map"),
    Kind.PANELS: gettext_lazy("Small charts"),
    Kind.TABLE: gettext_lazy("Table only"),
}


@dataclass(frozen=True, slots=True)
class Other:
    """A kind of picture that may be picked, with the address that shows it."""

    label: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """`chart` is the kind that was picked, empty where it is the rule's.

    `ways` say by what the columns can be looked into.
    """

    specification: Mapping[str, Any] | None
    label: str
    others: tuple[Other, ...]
    chart: str
    widths: Mapping[str, int]
    marks: tuple[Mark, ...]
    ways: Mapping[int, tuple[str, str]]

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """Drawn when it is laid out: whoever swaps the table draws nothing."""
        if not self.specification:
            return ()
        return draw(with_notes(self.specification, self.marks), self.label, self.widths)

    def drawings_into(self, rows: LeadsTo) -> tuple[Drawing, ...]:
        """The same, with marks that lead to where the table's `rows` are."""
        if self.specification is None:
            return ()
        leading = with_notes(linked(self.specification, self._lead), self.marks)
        return draw(leading, self.label, self.widths, rows)

    def _lead(self, point: Mapping[str, Any]) -> str:
        mark = mark_of_point(self.ways, point)
        return f"#{mark}" if mark else ""


def figure_of(
    finding: Finding,
    look: Look,
    widths: Mapping[str, int] = WIDTHS,
    marks: tuple[Mark, ...] = (),
    ways: Mapping[int, tuple[str, str]] = NO_WAYS,
) -> Figure | None:
    """None where there is nothing to draw; `marks` are of notes on its days."""
    kinds = kinds_for(finding.result) if finding.result is not None else ()
    if finding.result is None or not kinds:
        return None
    current = kind_for(finding.result, look.chart)
    others = tuple(
        Other(
            str(CALLED[each]),
            look.address(chart="" if each is kinds[0] else each.value),
            each is current,
        )
        for each in kinds
    )
    specification = specification_of(finding.result, settings.AISLE_LOCALE, look.chart)
    chart = "" if current is None or current is kinds[0] else current.value
    return Figure(specification, finding.narrative, others, chart, widths, marks, ways)
