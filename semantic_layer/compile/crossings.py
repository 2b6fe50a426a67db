"""Split by what a row may have several of: a row counts once under each member that it has.

    products_by_product_labels  each product with each of its labels

Rows without a member count under none. Where the query filters what it is split by, both speak of
one partner: only members that fulfil the filters make groups.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from semantic_layer.compile.block import Block, Key
from semantic_layer.compile.bridges import bridge_to, holders_of, join_to, key_names, partners
from semantic_layer.compile.choices import LEAVES_OUT
from semantic_layer.compile.draft import Step
from semantic_layer.compile.expressions import present
from semantic_layer.compile.joins import expression_of, is_nullable, none_label_of
from semantic_layer.compile.plan import Plan
from semantic_layer.model.definitions import Dimension
from semantic_layer.model.paths import Step as JoinStep
from semantic_layer.query import Filter, FilterOp

EACH = "_by_"


@dataclass(frozen=True, slots=True)
class Crossing:
    """Keys beyond one bridge, and the query's filters beyond it.

    A partner must fulfil the `required` filters; the `optional` ones also a row that has none.
    """

    bridge: JoinStep
    dimensions: tuple[Dimension, ...]
    required: tuple[Filter, ...]
    optional: tuple[Filter, ...]
    surely_there: bool  # every partner as asked has a member of one of the keys

    @property
    def name(self) -> str:
        return f"{self.bridge.source}{EACH}{self.bridge.target}"

    @property
    def chosen(self) -> str | None:
        """The step of the keys that have a partner as asked, where such a one may lack a member."""
        return f"{self.name}_chosen" if self.required and not self.surely_there else None


def crossings(block: Block, plan: Plan) -> Iterator[Crossing]:
    """Keys beyond the same bridge are told apart together: the tuples that occur."""
    found: dict[str, tuple[JoinStep, list[Dimension]]] = {}
    for key in plan.keys:
        bridge = _bridge_of(key, block, plan)
        if bridge is not None and key.dimension is not None:
            found.setdefault(bridge.target, (bridge, []))[1].append(key.dimension)
    for bridge, dimensions in found.values():
        yield _crossing(bridge, tuple(dimensions), block, plan)


def row_filters(block: Block, plan: Plan) -> tuple[Filter, ...]:
    """The query's filters on a block's rows, without those that crossings see to."""
    seen_to = [wanted for each in crossings(block, plan) for wanted in each.required]
    return tuple(each for each in plan.query.filters if each not in seen_to)


def member_of(key: Key, block: Block, plan: Plan) -> exp.Expr | None:
    """Where the member of a key beyond a bridge stands; None for other keys."""
    bridge = _bridge_of(key, block, plan)
    if bridge is None:
        return None
    return exp.column(key.name, table=f"{bridge.source}{EACH}{bridge.target}")


def crossing_steps(block: Block, plan: Plan) -> Iterator[Step]:
    for each in crossings(block, plan):
        filters, source = (*each.required, *each.optional), holders_of(each.bridge, plan)
        if each.chosen is not None:
            says = f"{source} with a partner as asked"
            yield Step(each.chosen, says, partners(each.bridge, (), filters, plan, of_none=True))
        select = partners(each.bridge, each.dimensions, filters, plan, of_none=True)
        if not each.surely_there:
            select = select.where(_some_member(each, plan), copy=False)
        labels = " and ".join(dimension.label.lower() for dimension in each.dimensions)
        yield Step(each.name, f"{source} with each {labels}", select)


def crossing_joins(block: Block, plan: Plan) -> Iterator[exp.Join]:
    for each in crossings(block, plan):
        if each.chosen is not None:
            yield join_to(each.chosen, each.bridge, key_names(each.bridge), left=False)
        left = not (each.required and each.surely_there)
        yield join_to(each.name, each.bridge, key_names(each.bridge, each.dimensions), left=left)


def _bridge_of(key: Key, block: Block, plan: Plan) -> JoinStep | None:
    if key.dimension is None:
        return None
    return bridge_to(block.dataset.name, key.dimension.name, plan)


def _crossing(
    bridge: JoinStep, dimensions: tuple[Dimension, ...], block: Block, plan: Plan
) -> Crossing:
    filters = [
        each
        for each in plan.query.filters
        if each.op not in LEAVES_OUT
        and bridge_to(block.dataset.name, each.dimension, plan) == bridge
    ]
    optional = tuple(each for each in filters if _admits_none(each, block, plan))
    required = tuple(each for each in filters if each not in optional)
    filtered_by = {each.dimension for each in required}
    surely_there = any(
        each.name in filtered_by or not is_nullable(bridge.target, each, plan.index)
        for each in dimensions
    )
    return Crossing(bridge, dimensions, required, optional, surely_there)


def _admits_none(wanted: Filter, block: Block, plan: Plan) -> bool:
    dimension = plan.index.dimension(wanted.dimension)
    none_label = none_label_of(block.dataset.name, dimension, plan.index)
    if none_label is None or wanted.op is not FilterOp.IN:
        return False
    return wanted.members is not None or none_label in wanted.values


def _some_member(crossing: Crossing, plan: Plan) -> exp.Expr:
    some = [
        present(expression_of(crossing.bridge.target, each, plan.index))
        for each in crossing.dimensions
    ]
    return exp.Paren(this=exp.or_(*some, copy=False)) if len(some) > 1 else some[0]
