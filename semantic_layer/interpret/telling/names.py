"""What are metrics, dimensions, members and series called inside a sentence?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from semantic_layer.calendars.describe import FISCAL, describe_day
from semantic_layer.calendars.units import is_fiscal
from semantic_layer.interpret.lexicon import LEADS
from semantic_layer.interpret.named_members import COMMON
from semantic_layer.interpret.vocabulary import folded
from semantic_layer.model.definitions import CalendarDefinition, DataType
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Unit
from semantic_layer.query import TIME, Grain, MetricQuery, Scalar, Show

COLUMNS = {
    Show.COMPARISON: "reference value of ",
    Show.CHANGE: "change of ",
    Show.GROWTH: "growth of ",
    Show.SHARE: "share of ",
}


@dataclass(frozen=True, slots=True)
class Told:
    """The query that is told, the model that names its parts, and the calendar of its period.

    `beside` are all metrics of the sentence, those of sets of members too.
    """

    query: MetricQuery
    index: ModelIndex
    calendar: str | None
    beside: frozenset[str]


def listed(names: Iterable[str]) -> str:
    *before, last = [*names] or [""]
    return f"{', '.join(before)} and {last}" if before else last


def small(label: str) -> str:
    """As it is written inside a sentence: "net sales", "GMROI", "SKU"."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def metric(name: str, told: Told) -> str:
    return small(told.index.metric(name).label)


def column(name: str, show: Show, told: Told) -> str:
    """A metric's column, or the number of members: "growth of net sales"."""
    if name == told.query.count_column:
        return "number"
    return f"{COLUMNS.get(show, '')}{metric(name, told)}"


def one(dimension: str, told: Told) -> str:
    """A dimension's noun; where it could mean another one beside these metrics, a plainer one."""
    own = told.index.dimension(dimension)
    nouns = (own.label, *own.synonyms)
    return small(next((noun for noun in nouns if not _is_asked_back(noun, told)), own.label))


def many(dimension: str, told: Told) -> str:
    own = told.index.dimension(dimension)
    if own.plural and not _is_asked_back(own.plural, told):
        return own.plural
    noun = one(dimension, told)
    return noun if noun == small(own.label) else f"{noun}s"


def _is_asked_back(noun: str, told: Told) -> bool:
    """Whether the noun alone has several readings beside the metrics of the sentence."""
    if f"{folded(noun)} by" in COMMON:
        return True  # "by group by item"
    return any(
        folded(noun) in map(folded, (word.word, *word.synonyms))
        for word in told.index.model.ambiguous
        if not word.for_metrics or not told.beside.isdisjoint(word.for_metrics)
    )


def key(name: str, told: Told) -> str:
    """What rows are grouped by: a dimension, or "time"."""
    if name == TIME and told.query.grain is not None:
        return grain(told.query.grain, told)
    return one(name, told)


def value(each: Scalar, name: str, told: Told) -> str:
    """A member as people call it; a date in words."""
    own = told.index.dimension(name)
    day = _day(each) if own.type is DataType.DATE else each
    if isinstance(day, date):
        return describe_day(day)
    text = str(each).lower() if isinstance(each, bool) else str(each)
    label = own.labels.get(text, text)
    if own.type is DataType.BOOLEAN and (label == text or _is_noun(label, told.index)):
        words = (word for word in own.words.get(text, ()) if word.split()[0] not in LEADS)
        return next(words, label)
    return label


def _day(each: Scalar) -> Scalar:
    """A date that a query has as text."""
    try:
        return date.fromisoformat(each) if isinstance(each, str) else each
    except ValueError:
        return each


def _is_noun(word: str, index: ModelIndex) -> bool:
    return any(folded(word) == folded(each.label) for each in index.dimensions.values())


def grain(each: Grain, told: Told) -> str:
    """ "Month"; with its calendar where the period is named on another one, or it is no default."""
    calendar, default = told.index.calendar(each.calendar), told.index.calendar(None)
    plain = calendar.name == default.name and told.calendar in (None, default.name)
    anew = any(running.restart for running in told.query.running)
    if plain or (each.unit is Unit.DAY and not anew):
        return each.unit.value
    return f"{_calendar(calendar)} {each.unit.value}"


def bucket(each: Grain, told: Told) -> str:
    """A unit in which something must hold; the calendar of the period has no part in it."""
    return grain(each, replace(told, calendar=None))


def _calendar(calendar: CalendarDefinition) -> str:
    """The first word that only this calendar has."""
    if not is_fiscal(calendar):
        return "calendar"
    return next((word for word in calendar.synonyms if " " not in word.strip()), FISCAL)
