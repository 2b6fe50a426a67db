"""Which of a model's metrics are what was sold, in money and in units, and what is held?

People ask what they sold, or have left, without naming a number. A model may know it under a word
of the trade at large ("sales", "units"). Where none of its names is such a word, what the metrics
are tells it: the one sum of money that is planned, the one count of units on the same rows, and the
one count of units that is taken from snapshots.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from semantic_layer.interpret.lexicon import HELD, PLANS, SOLD, UNITS_SOLD
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Distinct, Metric, SemiAdditive, Simple

UNITS = "units"
NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        SOLD: ("sales", "revenue", "turnover", "takings"),
        UNITS_SOLD: ("units", "units sold"),
        HELD: ("units on hand", "on hand units"),
    }
)
SOLD_AS = frozenset({"sold", "invoiced", "billed"})  # "parts sold" are counted in parts
KEPT = 64


def is_money(unit: str) -> bool:
    """Whether a unit is a currency, by its three letters."""
    return len(unit) == 3 and unit.isalpha() and unit.isupper()


def metric_called(noun: str, index: ModelIndex) -> str | None:
    """The metric that a model knows under a noun, whichever word for it a question has."""
    return _known(noun, tuple(each for each in index.metrics.values() if each.visible))


def plan_nouns(index: ModelIndex) -> tuple[str, ...]:
    """What a plan is called, in one word; none where nothing is planned."""
    plans = index.plans
    if not plans:
        return ()
    names = (name for plan in sorted(map(str, plans)) for name in _seen(plan, index))
    return tuple(dict.fromkeys((*PLANS, *(each for each in names if " " not in each))))


def _seen(name: str, index: ModelIndex) -> tuple[str, ...]:
    return names_of(index.metric(name)) if index.has_metric(name) else ()


def planned_metric(index: ModelIndex) -> str | None:
    """The number whose plan is meant where only a plan is named: what was sold, or the only one."""
    planned = [each.name for each in index.metrics.values() if each.visible and each.plan]
    sold = metric_called(SOLD, index)
    return sold if sold in planned else _only(index.metric(each) for each in planned)


def buyers(index: ModelIndex) -> frozenset[str]:
    """The datasets of those who buy: a row each, and a visible metric counts who did."""
    sold = metric_called(SOLD, index)
    counted = {
        (each.expression,)
        for each in index.metrics.values()
        if isinstance(each, Distinct) and each.visible
    }
    rows = (each for each in index.datasets.values() if tuple(each.key) in counted)
    return frozenset(each.name for each in rows if sold is not None and not each.fact)


def unit_nouns(index: ModelIndex) -> frozenset[str]:
    """What the units that were sold are called, in one word: "cases", of "parts sold" the parts."""
    name = metric_called(UNITS_SOLD, index)
    return frozenset() if name is None else frozenset(_nouns(index.metric(name)))


def _nouns(metric: Metric) -> Iterator[str]:
    for words in map(str.split, names_of(metric)):
        if len(words) == 1 or (len(words) == 2 and words[1] in SOLD_AS):
            yield words[0]


def names_of(metric: Metric) -> tuple[str, ...]:
    return _folded((metric.label, *metric.synonyms))


@lru_cache(maxsize=10_000)
def _folded(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, names))


def _sold(metrics: Iterable[Metric]) -> str | None:
    return _only(each for each in _plain(metrics) if is_money(each.unit) and each.plan)


def _units_sold(metrics: tuple[Metric, ...]) -> str | None:
    sold = next((each for each in _plain(metrics) if each.name == _known(SOLD, metrics)), None)
    if sold is None:
        return None
    return _only(
        each for each in _plain(metrics) if each.unit == UNITS and each.dataset == sold.dataset
    )


def _held(metrics: Iterable[Metric]) -> str | None:
    return _only(
        each
        for each in metrics
        if isinstance(each, SemiAdditive)
        if each.unit == UNITS and each.over_time == "last" and not (each.where or each.filters)
    )


def _plain(metrics: Iterable[Metric]) -> Iterator[Simple]:
    """Sums of all rows."""
    return (
        each
        for each in metrics
        if isinstance(each, Simple) and each.aggregation == "sum"
        if not (each.where or each.filters)
    )


def _known(noun: str, metrics: tuple[Metric, ...]) -> str | None:
    named = (m.name for name in NAMES[noun] for m in metrics if name in names_of(m))
    return next(named, None) or PLAYS[noun](metrics)


def _only(found: Iterable[Metric]) -> str | None:
    """The one there is; of two nobody knows which is meant."""
    names = [each.name for each in found]
    return names[0] if len(names) == 1 else None


PLAYS: Mapping[str, Callable[[tuple[Metric, ...]], str | None]] = MappingProxyType(
    {SOLD: _sold, UNITS_SOLD: _units_sold, HELD: _held}
)
