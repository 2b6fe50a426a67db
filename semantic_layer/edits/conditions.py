"""Which rows and groups count: other members, all but those, or no condition at all?"""

from __future__ import annotations

from semantic_layer.edits.edit import Asks, Edit, Menu, Option, PartOf
from semantic_layer.errors import NotUnderstood
from semantic_layer.model.definitions import DataType
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import Filter, FilterOp, MetricQuery

ONLY, EXCEPT = FilterOp.IN, FilterOp.NOT_IN
SAY_ONE = "Name at least one {what}, or take the condition out."


def condition_menus(query: MetricQuery, index: ModelIndex) -> tuple[Menu, ...]:
    """One for each filter and each limit; a limit takes another number."""
    filters = tuple(_of_filter(at, each, index) for at, each in enumerate(query.filters))
    limits = tuple(
        Menu(
            PartOf.THRESHOLD,
            at,
            removable=True,
            asks=_asked(each.values),
            ticked=_said(each.values),
        )
        for at, each in enumerate(query.thresholds)
    )
    return (*filters, _another(query, index), *limits)


def _another(query: MetricQuery, index: ModelIndex) -> Menu:
    """A condition on one more dimension that every metric reaches."""
    reached = frozenset.intersection(*(index.reachable(name) for name in query.metrics))
    names = reached - {each.dimension for each in query.filters}
    known = [index.dimension(name) for name in names if index.has_dimension(name)]
    options = tuple(
        Option(each.name, each.label)
        for each in sorted(known, key=lambda each: each.label)
        if each.type is DataType.STRING and each.indexed
    )
    return Menu(PartOf.FILTER, len(query.filters), options, asks=Asks.MEMBERS)


def _of_filter(at: int, each: Filter, index: ModelIndex) -> Menu:
    listed = each.op in (ONLY, EXCEPT) and each.members is None
    if not listed or index.dimension(each.dimension).type is not DataType.STRING:
        return Menu(PartOf.FILTER, at, removable=True)
    options = (
        Option(ONLY.value, "Only these", current=each.op is ONLY),
        Option(EXCEPT.value, "All but these", current=each.op is EXCEPT),
    )
    ticked = tuple(map(str, each.values))
    return Menu(PartOf.FILTER, at, options, True, Asks.MEMBERS, each.dimension, ticked)


def _asked(values: tuple[float, ...]) -> Asks:
    return Asks.NUMBER if len(values) == 1 else Asks.NOTHING


def _said(values: tuple[float, ...]) -> tuple[str, ...]:
    return tuple(f"{value:g}" for value in values)


def edit_filter(query: MetricQuery, edit: Edit, index: ModelIndex) -> MetricQuery:
    """`to` is the operator, or a dimension of which members are named for the first time."""
    found = list(query.filters)
    if not edit.to:
        del found[edit.at]
        return query.model_copy(update={"filters": tuple(found)})
    adds = edit.at >= len(found)
    dimension = edit.to if adds else found[edit.at].dimension
    values = edit.values or (() if adds else found[edit.at].values)
    if not values:
        raise NotUnderstood(SAY_ONE.format(what=index.dimension(dimension).label.lower()))
    op = ONLY if adds else FilterOp(edit.to)
    made = Filter(dimension=dimension, op=op, values=tuple(dict.fromkeys(values)))
    found[edit.at : edit.at + 1] = [made]
    return query.model_copy(update={"filters": tuple(found)})


def edit_threshold(query: MetricQuery, edit: Edit) -> MetricQuery:
    found = list(query.thresholds)
    if not edit.to:
        del found[edit.at]
    else:
        found[edit.at] = found[edit.at].model_copy(update={"values": (_number(edit.values),)})
    return query.model_copy(update={"thresholds": tuple(found)})


def _number(values: tuple[str, ...]) -> float:
    try:
        (said,) = values
        return float(said.replace(",", ""))
    except ValueError as error:
        raise NotUnderstood("Say one number, such as 12.5.") from error
