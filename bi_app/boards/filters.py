"""How is a whole board filtered: by members of one or two dimensions, and by other days?

It stands in the address and nowhere else. A tile that cannot be filtered so is shown as it is, and
says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bi_app.asking.readable import readable
from bi_app.boards.notes import may_be_about
from bi_app.people.entitlements import Entitled
from metrics.models import ValueEntry
from semantic_layer.edits import DATES, Edit, PartOf, edited
from semantic_layer.edits.periods import OFFERED
from semantic_layer.errors import NotUnderstood
from semantic_layer.interpret.describe import timeless
from semantic_layer.model.definitions import Dimension
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import MetricQuery

MOST = 2  # dimensions
DAYS = gettext_noop("days")
MOST_MEMBERS = 20  # of one


@dataclass(frozen=True, slots=True)
class Only:
    dimension: str
    label: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """`days` is a period that is offered, or DATES for those from `first` to `last`."""

    only: tuple[Only, ...] = ()
    days: str = ""
    first: str = ""
    last: str = ""

    def __bool__(self) -> bool:
        return bool(self.only or self.days)

    @property
    def said(self) -> str:
        """The days, as a person says them."""
        if self.days == DATES:
            return _("%(first)s to %(last)s") % {"first": self.first, "last": self.last}
        return OFFERED[self.days][0] if self.days else ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        members = [(f"{e.dimension}|{each}") for e in self.only for each in e.members]
        days = {"days": self.days, "first": self.first, "last": self.last}
        kept = [(name, value) for name, value in days.items() if value]
        return [*(("only", each) for each in members), *kept]

    @property
    def address(self) -> str:
        return f"?{urlencode(self.pairs)}" if self else ""

    @property
    def behind(self) -> str:
        """The same behind other parameters."""
        return f"&{urlencode(self.pairs)}" if self else ""

    def without(self, dimension: str) -> "Filter":
        return replace(self, only=tuple(e for e in self.only if e.dimension != dimension))

    @property
    def taken_out(self) -> list[tuple[str, str]]:
        """Each part as it reads, with the address of the board without it."""
        parts = [
            (f"{each.label}: {', '.join(each.members)}", self.without(each.dimension).address)
            for each in self.only
        ]
        bare = replace(self, days="", first="", last="")
        return [*parts, (self.said, bare.address)] if self.days else parts


NO_FILTER = Filter()


def filter_of(sent: QueryDict, rights: Entitled) -> Filter:
    """What cannot be read is left out. `by` and `named` add one, as the form of the page sends."""
    found: dict[str, list[str]] = {}
    named = [_pair(each) for each in sent.getlist("only")]
    by, typed = sent.get("by", ""), sent.get("named", "").strip()
    if by and typed:
        named.append((by, typed))
    known = {each.name: each.label for each in may_be_about(rights.index)}
    for dimension, member in named:
        if dimension in known and member and (dimension in found or len(found) < MOST):
            found.setdefault(dimension, []).append(_member(dimension, member, rights))
    only = tuple(
        Only(name, known[name], tuple(dict.fromkeys(members))[:MOST_MEMBERS])
        for name, members in found.items()
    )
    return Filter(only, *_days(sent))


def _pair(text: str) -> tuple[str, str]:
    dimension, _, member = text.partition("|")
    return dimension, member


def _member(dimension: str, text: str, rights: Entitled) -> str:
    """By any name of its own; another stays as it was typed, to be refused."""
    known = readable(ValueEntry, rights.policy).filter(dimension=dimension)
    found = known.filter(Q(value__iexact=text) | Q(text__iexact=text)).first()
    return text if found is None else found.value


def _days(sent: QueryDict) -> tuple[str, str, str]:
    days, first, last = (sent.get(name, "") for name in ("days", "first", "last"))
    if days in OFFERED:
        return days, "", ""
    return (DATES, first, last) if first and last else ("", "", "")


def offered(queries: Iterable[MetricQuery], index: ModelIndex) -> list[Dimension]:
    """The dimensions that all tiles reach which the reader may see."""
    metrics = {name for query in queries for name in query.metrics if index.has_metric(name)}
    if not metrics:
        return []
    reached = frozenset.intersection(*(index.reachable(name) for name in metrics))
    return [each for each in may_be_about(index) if each.name in reached]


def filtered(query: MetricQuery, wanted: Filter, index: ModelIndex) -> MetricQuery:
    """With all of it that the query can be filtered by."""
    for edit, _said in _edits(query, wanted, index):
        query = edited(query, replace(edit, at=_at(query, edit)), index)
    return query


def left_out(query: MetricQuery, wanted: Filter, index: ModelIndex) -> list[str]:
    """What the query cannot be filtered by, as a person calls it."""
    done = {label for _edit, label in _edits(query, wanted, index)}
    parts = [each.label.lower() for each in wanted.only] + ([DAYS] if wanted.days else [])
    return [_(each) if each == DAYS else each for each in parts if each not in done]


def _edits(query: MetricQuery, wanted: Filter, index: ModelIndex) -> Iterator[tuple[Edit, str]]:
    for each in wanted.only:
        edit = Edit(PartOf.FILTER, len(query.filters), each.dimension, each.members)
        if _reaches(query, each.dimension, index) and _goes(query, edit, index):
            yield edit, each.label.lower()
    if wanted.days:
        typed = (wanted.first, wanted.last) if wanted.days == DATES else ()
        edit = Edit(PartOf.PERIOD, 0, wanted.days, typed)
        if not timeless(query.metrics, index) and _goes(query, edit, index):
            yield edit, DAYS


def _at(query: MetricQuery, edit: Edit) -> int:
    return len(query.filters) if edit.part is PartOf.FILTER else 0


def _reaches(query: MetricQuery, dimension: str, index: ModelIndex) -> bool:
    return all(dimension in index.reachable(name) for name in query.metrics)


def _goes(query: MetricQuery, edit: Edit, index: ModelIndex) -> bool:
    try:
        edited(query, edit, index)
    except NotUnderstood:
        return False
    return True
