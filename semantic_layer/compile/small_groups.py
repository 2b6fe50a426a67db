"""Leave out groups of so few people that a number would tell of one of them.

Each block counts the people behind its groups where the model's small groups are touched by a
dimension or a filter. A group with a few is left out of the rows and counted in
`suppressed_groups`; a group with none (lines of no member) tells of nobody and stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

from sqlglot import exp

from semantic_layer.compile.block import Block
from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.expressions import every
from semantic_layer.compile.people import people_path
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.values import value
from semantic_layer.model.index import Step as JoinStep
from semantic_layer.model.policies import SmallGroups

SUPPRESSED, COUNTED = "suppressed_groups", "_in_"


def hidden_columns(plan: Plan) -> tuple[str, ...]:
    """Columns of the result that are read once and then dropped."""
    return (SUPPRESSED,) if plan.small_groups else ()


def people_in(
    block: Block, plan: Plan, narrowed: Mapping[str, list[exp.Expr]]
) -> dict[str, exp.Expr]:
    """The counts of people that a block adds, by their columns.

    `narrowed` has each measure's own conditions: whom it alone counts is counted for itself. So is
    whom one measure counts and another does not: the difference of both numbers tells of them.
    """
    counts: dict[str, exp.Expr] = {}
    for small in plan.small_groups:
        if path_to_people(block, small, plan) is None:
            continue
        people = exp.column(small.key, table=small.dataset)
        count = exp.Count(this=exp.Distinct(expressions=[people]))
        for measure, conditions in narrowed.items():
            name = f"{small.name}{COUNTED}{measure}{block.role.suffix}"
            if not conditions:
                name = f"{small.name}{COUNTED}{block.name}"
            counts.setdefault(name, _where(count, conditions))
        for (one, own), (other, others) in permutations(narrowed.items(), 2):
            if others and own != others:
                name = f"{small.name}{COUNTED}{one}_not_{other}{block.role.suffix}"
                counts[name] = _where(count, [*own, _none_of(others)])
    return counts


def _where(count: exp.Expr, conditions: list[exp.Expr]) -> exp.Expr:
    if not conditions:
        return count.copy()
    where = exp.Where(this=every([node.copy() for node in conditions]))
    return exp.Filter(this=count.copy(), expression=where)


def _none_of(conditions: list[exp.Expr]) -> exp.Expr:
    """Where they do not all hold, or it is not known that they do."""
    held = exp.Paren(this=every([node.copy() for node in conditions]))
    return exp.Not(this=exp.Coalesce(this=held, expressions=[exp.false()]))


def path_to_people(block: Block, small: SmallGroups, plan: Plan) -> tuple[JoinStep, ...] | None:
    """The joins from a block to whom it tells of; None where it tells of nobody."""
    return people_path(block.dataset.name, small, plan.index)


def people_columns(small: SmallGroups, draft: Draft) -> tuple[tuple[str, str], ...]:
    """The block and name of each count of people."""
    blocks = {block.name for block in draft.plan.blocks}
    return tuple(
        (step.name, name)
        for step in draft.steps
        if step.name in blocks
        for name in step.select.named_selects
        if name.startswith(f"{small.name}{COUNTED}")
    )


def count_small_groups(draft: Draft) -> Draft:
    """Unchanged where no small group can arise; every row says how many are too small."""
    if not draft.plan.small_groups:
        return draft
    suppressed = exp.Window(this=count_of_small(draft)).as_(SUPPRESSED)
    return draft.then(
        Step("guarded", "how many groups are too small to show", draft.reading(suppressed))
    )


def suppress(draft: Draft) -> Draft:
    """Unchanged where no small group can arise."""
    if not draft.plan.small_groups:
        return draft
    shown = draft.reading().where(every(are_large(draft)))
    return draft.then(Step("large_groups", "groups of enough people", shown))


def count_of_small(draft: Draft) -> exp.Filter:
    large = are_large(draft)
    few = exp.Not(this=exp.Paren(this=every(large)) if len(large) > 1 else large[0])
    return exp.Filter(this=exp.Count(this=exp.Star()), expression=exp.Where(this=few))


def are_large(draft: Draft) -> list[exp.Expr]:
    """The conditions of a row that has nobody or enough people behind each of its numbers."""
    return [
        _is_large(name, small)
        for small in draft.plan.small_groups
        for _, name in people_columns(small, draft)
    ]


def _is_large(column: str, small: SmallGroups) -> exp.Expr:
    count = exp.Coalesce(this=exp.column(column), expressions=[exp.Literal.number(0)])
    nobody = exp.EQ(this=count, expression=exp.Literal.number(0))
    enough = exp.GTE(this=exp.column(column), expression=value(small.minimum))
    return exp.Paren(this=exp.Or(this=nobody, expression=enough))
