"""Each group's share of the whole result, or of its parent group, before any limit.

What counts each one once (orders, customers) does not add up over groups, so its whole is measured
for itself, by a query of its own that splits by less:

    shares AS (
      SELECT metrics.*, metrics.orders / NULLIF(orders_in_all.orders, 0) AS orders_share
      FROM metrics LEFT JOIN orders_in_all ON TRUE)
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from semantic_layer.compile.additive import counts_in_several, refuse_adding_up
from semantic_layer.compile.block import Key
from semantic_layer.compile.blocks import measure
from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.expressions import every, quotient
from semantic_layer.compile.figures import Figure
from semantic_layer.compile.keys import same_key, stand_in_for
from semantic_layer.compile.meet import meet
from semantic_layer.compile.members import renamed
from semantic_layer.compile.plan import Plan, plan
from semantic_layer.errors import NotUnderstood, NotYet
from semantic_layer.query import TIME, MetricQuery, Show

SHARES, IN_ALL = "shares", "in_all"


def share(draft: Draft) -> Draft:
    """Unchanged where the query asks for no share."""
    planned, source = draft.plan, draft.last
    wanted = [figure for figure in planned.figures if figure.show is Show.SHARE]
    if not wanted:
        return draft
    apart = [figure for figure in wanted if _has_its_own_whole(figure, planned)]
    for figure in wanted:
        if figure not in apart:
            refuse_adding_up(figure.metric, _lost(figure, planned), "A share of", planned)
    more = [_share(figure, source.name if apart else None, planned) for figure in wanted]
    if not apart:
        return draft.then(Step(SHARES, "shares of the whole result", draft.reading(*more)))
    own = [exp.column(name, table=source.name) for name in draft.columns]
    select = exp.select(*own, *more, copy=False).from_(source.name)
    for figure in apart:
        draft = draft.then(*_whole(figure, planned))
        select = select.join(_join(figure, source, planned), copy=False)
    return draft.then(Step(SHARES, "shares of the whole result", select))


def caveats_of_shares(planned: Plan) -> Iterator[str]:
    for figure in planned.figures:
        if figure.show is Show.SHARE and _has_its_own_whole(figure, planned):
            label = planned.index.metric(figure.metric).label
            yield (
                f"{label}: each one counts once in a group and once in the whole, so where one "
                "belongs to several groups the shares add up to more than 100%."
            )


def _share(figure: Figure, source: str | None, planned: Plan) -> exp.Expr:
    """Of what is measured apart, where it is; else of what the rows of `source` add up to."""
    own = exp.column(figure.metric, table=source)
    if _has_its_own_whole(figure, planned):
        total: exp.Expr = exp.column(figure.metric, table=_name(figure))
    else:
        within = [exp.column(key.name, table=source) for key in _kept(figure, planned)]
        total = exp.Window(this=exp.Sum(this=own.copy()), partition_by=within)
    return quotient(own, total).as_(figure.name)


def _kept(figure: Figure, planned: Plan) -> list[Key]:
    """The keys of the parent group; "time" is the bucket."""
    return [key_of(name, planned) for name in figure.of]


def _lost(figure: Figure, planned: Plan) -> list[Key]:
    kept = _kept(figure, planned)
    return [key for key in planned.keys if key not in kept]


def key_column(name: str, draft: Draft) -> str:
    """The column of a key by its dimension's name, or "time"."""
    return key_of(name, draft.plan).name


def key_of(name: str, planned: Plan) -> Key:
    for key in planned.keys:
        if key.name == name or (name == TIME and key.dimension is None):
            return key
    split_by = ", ".join(key.name for key in planned.keys)
    raise NotUnderstood(
        f"“{name}” is not among what the rows are split by. "
        f"Name one of: {split_by or 'nothing, it is a total'}."
    )


# A whole that is measured for itself


def _has_its_own_whole(figure: Figure, planned: Plan) -> bool:
    return counts_in_several(figure.metric, _lost(figure, planned), planned)


def _name(figure: Figure) -> str:
    return f"{figure.metric}_{IN_ALL}"


def _whole(figure: Figure, planned: Plan) -> Iterator[Step]:
    """The steps that measure it; the last one goes by its name."""
    whole = plan(_query(figure, planned), planned.index, planned.clock, planned.built)
    if planned.small_groups or whole.small_groups:
        raise NotYet(
            f"A share of {planned.index.metric(figure.metric).label} is not answered where groups "
            "may be too small to show: what is hidden could be worked out from the whole. "
            "Ask for the groups alone."
        )
    measured = meet(measure(Draft(whole)))
    own = {step.name: f"{_name(figure)}_{step.name}" for step in measured.steps}
    own[measured.last.name] = _name(figure)
    for step in measured.steps:
        yield Step(own[step.name], f"{step.says}, as a whole", renamed(step.select, own))


def _query(figure: Figure, planned: Plan) -> MetricQuery:
    kept = _kept(figure, planned)
    timed = any(key.dimension is None for key in kept)
    return MetricQuery(
        metrics=(figure.metric,),
        dimensions=tuple(key.name for key in kept if key.dimension is not None),
        filters=planned.query.filters,
        period=planned.chosen.days,
        grain=planned.query.grain if timed else None,
    )


def _join(figure: Figure, source: Step, planned: Plan) -> exp.Join:
    name = _name(figure)
    same = [
        node
        for key in _kept(figure, planned)
        for node in same_key(
            exp.column(key.name, table=source.name),
            exp.column(key.name, table=name),
            stand_in_for(key, planned),
        )
    ]
    table = exp.to_table(name)
    # Where the whole counts nothing it has no row; what stands beside it keeps its own.
    return exp.Join(this=table, side="LEFT", on=every(same) if same else exp.true())
