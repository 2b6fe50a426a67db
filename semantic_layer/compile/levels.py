"""Set the rows of coarser levels beside the finest: "by region and store, with subtotals".

Each level is measured for itself, so that distinct counts, rates and stock are right at each, by a
query of its own that splits by less. A column says the level, so that a subtotal is never taken
for the group of none:

    levels AS (
      SELECT region, store, 0 AS level, net_sales FROM metrics
      UNION ALL SELECT region, NULL AS store, 1 AS level, net_sales FROM by_region_metrics
      UNION ALL SELECT NULL AS region, NULL AS store, 2 AS level, net_sales FROM in_all_metrics)

Conditions and rankings choose among the finest rows; subtotals stay those of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from semantic_layer.compile.blocks import measure
from semantic_layer.compile.differ import differ
from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.figures import figure_for
from semantic_layer.compile.meet import meet
from semantic_layer.compile.members import renamed
from semantic_layer.compile.plan import Plan, plan
from semantic_layer.compile.rank import PLACE
from semantic_layer.compile.share import share
from semantic_layer.errors import NotUnderstood, NotYet
from semantic_layer.query import TIME, MetricQuery, Ranking, Share

LEVELS, LEVEL = "levels", "level"


def levels(draft: Draft) -> Draft:
    """Unchanged where the query asks for no subtotals."""
    planned, finest = draft.plan, draft.last
    if not planned.query.subtotals:
        return draft
    _refuse(planned)
    rows = [_rows(finest, 0, finest, planned)]
    for number, split in enumerate(splits(planned.query), start=1):
        draft = draft.then(*_measured(split, planned))
        rows.append(_rows(draft.last, number, finest, planned))
    together = exp.union(*rows, distinct=False, copy=False)
    return draft.then(Step(LEVELS, "the rows, their subtotals and the grand total", together))


def splits(query: MetricQuery) -> tuple[tuple[str, ...], ...]:
    """What each coarser level is split by, from the finest to the grand total."""
    named = query.subtotals
    lengths = range(min(len(named), len(query.dimensions) - 1), -1, -1)
    return tuple(named[:length] for length in lengths)


def level_of(dimension: str, query: MetricQuery) -> int:
    """The first level that is not split by the dimension."""
    split_by = splits(query)
    return 1 + next(at for at, names in enumerate(split_by) if dimension not in names)


def level_column(planned: Plan) -> str:
    """ "level", or another name where something shown is called so."""
    taken = {key.name for key in planned.keys} | {each.name for each in planned.figures}
    return f"{LEVEL}_too" if LEVEL in taken else LEVEL


def caveats_of_levels(planned: Plan) -> Iterator[str]:
    query = planned.query
    if query.subtotals and (query.thresholds or query.ranking is not None):
        yield "Subtotals and the total are of all rows, also of those that are not shown."


def _refuse(planned: Plan) -> None:
    """Raises where there are none, or where they would tell what is hidden."""
    query, dimensions = planned.query, planned.query.dimensions
    if query.subtotals != dimensions[: len(query.subtotals)]:
        raise NotUnderstood(
            "Subtotals are of the first things that the rows are split by, in their order: "
            f"{', '.join(dimensions) or 'nothing here'}."
        )
    if planned.small_groups:
        raise NotYet(
            "Subtotals are not answered where groups may be too small to show: what is hidden "
            "could be worked out from them. Ask for the groups, or for the total, alone."
        )
    if query.ranking is not None and query.ranking.others and _folds_parents(query, query.ranking):
        raise NotUnderstood(
            "The rest of a ranking beside subtotals is of each of the groups that have one. "
            f"Rank within {', '.join(_parents(query))}."
        )
    if query.counted is not None or query.limit is not None:
        raise NotYet(
            "Subtotals are not answered for counts of members or for the first rows of a list. "
            "Ask for the top ones by a number, or without subtotals."
        )


def _folds_parents(query: MetricQuery, ranking: Ranking) -> bool:
    return not {*_parents(query)} <= {*ranking.within}


def _parents(query: MetricQuery) -> tuple[str, ...]:
    """What has subtotals: the buckets, and the groups of the first coarser level."""
    return (*([TIME] if query.grain else []), *splits(query)[0])


def _measured(split: tuple[str, ...], planned: Plan) -> Iterator[Step]:
    """The steps of one level, under names of their own."""
    level = plan(_query(split, planned), planned.index, planned.clock, planned.built)
    measured = share(differ(meet(measure(Draft(level)))))
    own = {each.name: f"{_named(split)}_{each.name}" for each in measured.steps}
    for each in measured.steps:
        says = f"{each.says}, {_said(split, planned)}"
        yield Step(own[each.name], says, renamed(each.select, own))


def _query(split: tuple[str, ...], planned: Plan) -> MetricQuery:
    query, kept = planned.query, {*split, TIME}
    shares = (
        Share(metric=each.metric, of=tuple(name for name in each.of if name in kept))
        for each in query.shares
    )
    return MetricQuery(
        metrics=query.metrics,
        dimensions=split,
        filters=query.filters,
        period=planned.chosen.asked if query.comparisons else planned.chosen.days,
        grain=query.grain,
        comparisons=query.comparisons,
        shares=tuple(shares),
    )


def _rows(step: Step, number: int, finest: Step, planned: Plan) -> exp.Select:
    """The level's rows; it has no value of what it is not split by, or of what orders the rows."""
    there = set(step.select.named_selects)

    def column(name: str) -> exp.Expr:
        return exp.column(name) if name in there else exp.null().as_(name)

    keys = [key.name for key in planned.keys]
    level = exp.alias_(exp.Literal.number(number), level_column(planned))
    figures = [*_figures(planned), *({PLACE} & {*finest.select.named_selects})]
    return exp.select(*map(column, keys), level, *map(column, figures)).from_(step.name)


def _figures(planned: Plan) -> list[str]:
    """The columns that are shown, and those that order the finest rows."""
    shown = [figure.name for figure in planned.figures if not figure.hidden]
    ordering = [
        figure_for(planned.figures, order.by, order.show).name
        for order in planned.query.order
        if planned.index.has_metric(order.by)
    ]
    return list(dict.fromkeys([*shown, *ordering]))


def _named(split: tuple[str, ...]) -> str:
    return f"by_{split[-1]}" if split else "in_all"


def _said(split: tuple[str, ...], planned: Plan) -> str:
    if not split:
        return "in all"
    return f"by {' and '.join(planned.index.dimension(name).label.lower() for name in split)}"
