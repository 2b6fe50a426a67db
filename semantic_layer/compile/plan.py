"""What must be measured, where, and over which days, to answer a query?

The plan is what all later steps read; it holds no SQL but the metrics' formulas. Measures that
stand on the same dataset, date column, snapshot rule and period are one block: they are aggregated
together, and blocks meet afterwards on the keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from semantic_layer.calendars.periods import Clock
from semantic_layer.compile.block import Block, Key, Rule, Spine
from semantic_layer.compile.comparable import years_before
from semantic_layer.compile.comparisons import roles_and_sides
from semantic_layer.compile.cumulative import refuse_moved_holidays, widened
from semantic_layer.compile.figures import ALONG, Figure, Side, figures_of, wanted_metrics
from semantic_layer.compile.formulas import (
    Formulas,
    Measure,
    formulas_of,
    is_year_before,
    uses_period,
)
from semantic_layer.compile.people import people_path
from semantic_layer.compile.periods import Chosen, choose_period
from semantic_layer.compile.reach import refuse_what_is_out_of_reach
from semantic_layer.compile.windows import Role
from semantic_layer.errors import OutsideData
from semantic_layer.model.definitions import Dataset, Dimension
from semantic_layer.model.index import Leaf, ModelIndex
from semantic_layer.model.lineage import filters_of
from semantic_layer.model.metrics import Cohort, Funnel, Percentile, SemiAdditive, Simple
from semantic_layer.model.paths import split_at_bridge
from semantic_layer.model.policies import SmallGroups
from semantic_layer.model.windows import Window
from semantic_layer.query import Filter, Grain, MetricQuery, Show

Built = Mapping[str, int]  # the rollups that are there for the data as it stands, and their rows
NOTHING: Built = MappingProxyType({})

Place = tuple[str, str | None, Rule, str | None, Window | None]


@dataclass(frozen=True, slots=True)
class Plan:
    """`figures` are the columns of metrics, shown and hidden; the first role is the current one.

    `members` names, for each filter by another query's result, the step that has the members.
    With a `spine` its tuples of keys are the groups, instead of those that have rows.
    """

    query: MetricQuery
    index: ModelIndex
    clock: Clock
    chosen: Chosen
    keys: tuple[Key, ...]
    formulas: Formulas
    roles: tuple[Role, ...]
    sides: tuple[Side, ...]
    rules: tuple[str, ...]
    figures: tuple[Figure, ...]
    blocks: tuple[Block, ...]
    small_groups: tuple[SmallGroups, ...]
    members: tuple[tuple[Filter, str], ...]
    built: Built
    spine: Spine | None = None

    @property
    def measured(self) -> frozenset[str]:
        """The columns that blocks give."""
        return frozenset(block.column(each) for block in self.blocks for each in block.measures)

    @property
    def fills(self) -> bool:
        """Whether every bucket stands; what goes on along a series needs them all."""
        grain = self.query.grain
        return grain is not None and (grain.fill or any(e.show in ALONG for e in self.figures))

    def side_of(self, role: Role) -> Role:
        """The role that this one serves; itself where it stands for itself."""
        return next(each for each in self.roles if each.suffix == role.columns_end)

    def has_value(self, metric: str, role: Role) -> bool:
        """Whether the data has a value of the metric for a period at all."""
        parts = self.formulas.measures_of(metric)
        return all(measure.name + role.suffix in self.measured for measure in parts)


def plan(query: MetricQuery, index: ModelIndex, clock: Clock, built: Built = NOTHING) -> Plan:
    formulas = formulas_of(wanted_metrics(query, index), index)
    refuse_what_is_out_of_reach(query, formulas, index)
    refuse_moved_holidays(query, [measure.leaf for measure in formulas.measures])
    chosen = choose_period(query, formulas, index, clock)
    roles, sides, rules = roles_and_sides(query, chosen, index, clock)
    before, more_rules = years_before(roles, formulas, query.grain, index, clock)
    roles, rules = (*roles, *before), (*rules, *more_rules)
    figures = figures_of(query, sides, index)
    small_groups = tuple(_small_groups(query, formulas, index))
    blocks = tuple(_blocks(formulas, figures, roles, small_groups, query.grain, index, clock))
    if not blocks:
        raise OutsideData(
            "The data does not hold the days that this counts over. Ask for another period."
        )
    return Plan(
        query=query,
        index=index,
        clock=clock,
        chosen=chosen,
        keys=tuple(_keys(query, formulas, index)),
        formulas=formulas,
        roles=roles,
        sides=sides,
        rules=rules,
        figures=figures,
        blocks=blocks,
        small_groups=small_groups,
        members=tuple(
            (each, f"chosen_{position}")
            for position, each in enumerate(query.filters, start=1)
            if each.members is not None
        ),
        built=built,
    )


def metric_columns(plan: Plan) -> tuple[tuple[str, str, Role], ...]:
    """Each metric's column in each period that a figure shows or needs: name, metric, role."""
    roles = {role.suffix: role for role in plan.roles}
    columns: dict[str, tuple[str, Role]] = {}
    for figure in plan.figures:
        if figure.show in (Show.VALUE, Show.COMPARISON):
            name = figure.against or figure.name
            metric = figure.metric if figure.suffix else name
            columns.setdefault(name, (metric, roles[figure.suffix]))
    return tuple((name, metric, role) for name, (metric, role) in columns.items())


def measures_needed_later(plan: Plan) -> Iterator[tuple[Block, Measure]]:
    """Those that are added up once more: over the rest of a ranking, or along the series."""
    ranking = plan.query.ranking
    if ranking is not None and ranking.others:
        yield from ((block, each) for block in plan.blocks for each in block.measures)
        return
    along = {figure.base for figure in plan.figures if figure.show in ALONG}
    for name, metric, role in metric_columns(plan):
        if name in along:
            yield from measures_in(role, metric, plan)


def measures_in(role: Role, metric: str, plan: Plan) -> Iterator[tuple[Block, Measure]]:
    """The measures that a metric comes from in one role's period."""
    parts = {each.name for each in plan.formulas.measures_of(metric)}
    for block in plan.blocks:
        if block.role.columns_end == role.suffix:
            yield from ((block, each) for each in block.measures if each.name in parts)


def _keys(query: MetricQuery, formulas: Formulas, index: ModelIndex) -> Iterator[Key]:
    if query.grain is not None:
        yield Key(query.grain.unit.value, None)
    for name in dict.fromkeys(query.dimensions):
        dimension = index.dimension(name)
        yield Key(name, dimension, _several(dimension, formulas, index))


def _several(dimension: Dimension, formulas: Formulas, index: ModelIndex) -> str | None:
    """Whether rows of one of the measures may have several members."""
    for dataset in dict.fromkeys(each.leaf.metric.dataset for each in formulas.measures):
        path = index.path(dataset, dimension.name)
        bridge = None if path is None else split_at_bridge(path)[1]
        if bridge is not None:
            members = dimension.plural or dimension.label.lower()
            source = index.dataset(bridge.source).label
            return f"{source} may have several {members} and count under each"
    return None


def _blocks(
    formulas: Formulas,
    figures: tuple[Figure, ...],
    roles: tuple[Role, ...],
    small_groups: tuple[SmallGroups, ...],
    grain: Grain | None,
    index: ModelIndex,
    clock: Clock,
) -> Iterator[Block]:
    for role in roles:
        groups: dict[Place, list[Measure]] = {}
        for measure in _measures(role, formulas, figures):
            where = _where(measure.leaf, role, small_groups, index)
            if where is not None:
                groups.setdefault(where, []).append(measure)
        for (dataset, time, rule, cohort, window), measures in groups.items():
            own, days = index.dataset(dataset), widened(role, measures[0].leaf, grain, index, clock)
            name = _name(own, time, cohort or rule.value, days)
            if days.known:
                yield Block(name, own, time, rule, days, tuple(measures), window)


def _measures(role: Role, formulas: Formulas, figures: tuple[Figure, ...]) -> tuple[Measure, ...]:
    """All measures for the period asked for; for another one those that are compared with it."""
    own = [each for each in formulas.measures if is_year_before(each.leaf) is role.serves]
    if not role.suffix:
        return tuple(own)
    compared = {
        figure.metric
        for figure in figures
        if figure.show is Show.COMPARISON and figure.suffix == role.columns_end
    }
    wanted = {each for metric in compared for each in formulas.measures_of(metric)}
    asked_for = not role.columns_end
    return tuple(each for each in own if asked_for or each in wanted) if role.known else ()


def _where(
    leaf: Leaf, role: Role, small_groups: tuple[SmallGroups, ...], index: ModelIndex
) -> Place | None:
    """A number as of today has none for another period; cohorts and the like stand alone."""
    time, window = index.time_of(leaf.metric), leaf.window
    if time is None:
        if role.suffix and not uses_period(leaf):
            return None
        return leaf.metric.dataset, None, Rule.STANDING, None, window
    if isinstance(leaf.metric, SemiAdditive):
        rule = STOCK_RULES[leaf.metric.over_time]
        own = None if leaf.metric.carry_forward else f"{rule.value}_within"
        return leaf.metric.dataset, time, rule, own, window
    if isinstance(leaf.metric, Cohort):
        return leaf.metric.dataset, time, RULES[leaf.metric.take], leaf.metric.name, window
    if isinstance(leaf.metric, Funnel):
        return leaf.metric.dataset, time, Rule.FUNNEL, leaf.metric.name, window
    if isinstance(leaf.metric, Percentile) and leaf.metric.of_each is not None:
        return leaf.metric.dataset, time, Rule.EACH, leaf.metric.name, window
    rule = Rule.FLOW
    if window is not None and role.buckets:
        rule = Rule.ADDED if _adds_up(leaf, small_groups, index) else Rule.COUNTED
    return leaf.metric.dataset, time, rule, None, window


def _adds_up(leaf: Leaf, small_groups: tuple[SmallGroups, ...], index: ModelIndex) -> bool:
    """Over pieces of time: nothing distinct does, nor do the people behind a group."""
    dataset = leaf.metric.dataset
    of_people = any(people_path(dataset, small, index) is not None for small in small_groups)
    return isinstance(leaf.metric, Simple) and not of_people


STOCK_RULES = {
    "last": Rule.LAST,
    "first": Rule.START,
    "opening": Rule.OPENING,
    "max": Rule.HIGHEST,
    "min": Rule.LOWEST,
    "mean": Rule.MEAN,
    "all": Rule.ALL,
}
RULES = {
    "new": Rule.NEW,
    "repeat": Rule.REPEAT,
    "retained": Rule.RETAINED,
    "before": Rule.BEFORE,
    "first": Rule.FIRST,
}


def _name(dataset: Dataset, time: str | None, rule: str, role: Role) -> str:
    other_time = f"_by_{time}" if time not in (None, dataset.time) else ""
    return f"{dataset.name}_{rule}{other_time}{role.suffix}"


def _small_groups(
    query: MetricQuery, formulas: Formulas, index: ModelIndex
) -> Iterator[SmallGroups]:
    """Those whose dimensions group or filter, also where a metric is built with the filter."""
    used = {*query.dimensions, *(each.dimension for each in query.filters)}
    for each in formulas.measures:
        used |= {own.dimension for own in filters_of(each.leaf)}
    for small in index.model.small_groups:
        if used & set(small.dimensions):
            yield small
