"""Leave out groups of so few people that a number would tell of one of them.

Each block counts the people behind its groups where the model's small groups are touched by a
dimension or a filter. A group with a few is left out of the rows and counted in
`suppressed_groups`; a group with none (lines of no member) tells of nobody and stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.expressions import every
from semantic_layer.compile.plan import Block, Plan
from semantic_layer.compile.values import value
from semantic_layer.model.definitions import SmallGroups

SUPPRESSED = "suppressed_groups"


def hidden_columns(plan: Plan) -> tuple[str, ...]:
    """Columns of the result that are read once and then dropped."""
    return (SUPPRESSED,) if plan.small_groups else ()


def people_in(block: Block, plan: Plan) -> Iterator[tuple[str, exp.Expr]]:
    """The counts of people that a block adds, by their columns."""
    for small in plan.small_groups:
        key = exp.column(small.key, table=small.dataset)
        yield column_of(small, block), exp.Count(this=exp.Distinct(expressions=[key]))


def column_of(small: SmallGroups, block: Block) -> str:
    return f"{small.name}_in_{block.name}"


def suppress(draft: Draft) -> Draft:
    """Unchanged where no small group can arise."""
    plan = draft.plan
    if not plan.small_groups:
        return draft
    large = [
        _is_large(column_of(small, block), small)
        for small in plan.small_groups
        for block in plan.blocks
    ]
    few = exp.Not(this=exp.Paren(this=every(large)) if len(large) > 1 else large[0])
    counted = exp.Filter(this=exp.Count(this=exp.Star()), expression=exp.Where(this=few))
    suppressed = exp.Window(this=counted).as_(SUPPRESSED)
    draft = draft.then(
        Step("guarded", "how many groups are too small to show", draft.reading(suppressed))
    )
    shown = draft.reading().where(every([node.copy() for node in large]))
    return draft.then(Step("large_groups", "groups of enough people", shown))


def _is_large(column: str, small: SmallGroups) -> exp.Expr:
    count = exp.Coalesce(this=exp.column(column), expressions=[exp.Literal.number(0)])
    nobody = exp.EQ(this=count, expression=exp.Literal.number(0))
    enough = exp.GTE(this=exp.column(column), expression=value(small.minimum))
    return exp.Paren(this=exp.Or(this=nobody, expression=enough))
