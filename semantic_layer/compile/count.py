"""Count the members of a dimension: "how many stores in each region missed plan".

The members are the rows that the query would have; who does not meet the conditions is not
counted, and neither is null or the group of none. A group of which no member is counted has 0:

    counted AS (
      SELECT region, COUNT(store) FILTER (WHERE net_sales < plan) AS store_count
      FROM metrics GROUP BY 1)
"""

from __future__ import annotations

from dataclasses import replace

from sqlglot import exp

from semantic_layer.compile.block import Key
from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.expressions import every
from semantic_layer.compile.figures import Figure
from semantic_layer.compile.keep import judge
from semantic_layer.compile.labels import last_labels
from semantic_layer.compile.plan import Plan
from semantic_layer.errors import NotAdditive, NotUnderstood, NotYet
from semantic_layer.query import TIME, Show

COUNTED = "counted"


def count(draft: Draft) -> Draft:
    """Unchanged where the query counts no members; else what follows is about the counts."""
    plan, source = draft.plan, draft.last
    if plan.query.counted is None:
        return draft
    _refuse(plan)
    key = _counted(plan)
    draft, condition = judge(draft)
    of = source.name if condition.joins else None
    others = [exp.column(each.name, table=of) for each in plan.keys if each is not key]
    member = exp.column(key.name, table=of)
    number: exp.Expr = exp.Count(this=member)
    labels = sorted(last_labels(key, plan))
    is_member = [exp.NEQ(this=member.copy(), expression=exp.Literal.string(e)) for e in labels]
    if conditions := [*is_member, *condition.all_of]:
        number = exp.Filter(this=number, expression=exp.Where(this=every(conditions)))
    (figure,) = counts_of(plan).figures
    select = exp.select(*others, number.as_(figure.name)).from_(source.name)
    for join in condition.joins:
        select = select.join(join, copy=False)
    select = select.group_by(*(exp.Literal.number(at + 1) for at in range(len(others))), copy=False)
    draft = draft.then(Step(COUNTED, figure.label.lower(), select))
    return replace(draft, plan=counts_of(plan))


def counts_of(plan: Plan) -> Plan:
    """The plan of what is shown: its one figure is the count, where the query counts members."""
    column, query = plan.query.count_column, plan.query
    if column is None:
        return plan
    key = _counted(plan)
    named = key.dimension.plural or key.dimension.label.lower() if key.dimension else f"{key.name}s"
    label = f"Number of {named}"
    update = {"dimensions": query.shown_dimensions, "grain": query.shown_grain}
    return replace(
        plan,
        query=query.model_copy(update={**update, "thresholds": (), "shares": ()}),
        keys=tuple(each for each in plan.keys if each is not key),
        figures=(Figure(column, column, Show.VALUE, label),),
    )


def _counted(plan: Plan) -> Key:
    for key in plan.keys:
        if plan.query.counted == (TIME if key.dimension is None else key.name):
            return key
    raise NotUnderstood(
        f"“{plan.query.counted}” cannot be counted: it is not among what the metrics are split "
        f"by ({', '.join(plan.query.dimensions) or 'nothing'}). Split by it too."
    )


def _refuse(plan: Plan) -> None:
    """Raises where a count would be wrong, would tell of single people, or is of another kind."""
    query, ranking = plan.query, plan.query.ranking
    shows = {each.show for each in query.thresholds}
    if plan.small_groups:
        raise NotYet(
            "Members are not counted where groups may be too small to show: the count would "
            "leave them out, or tell of single people. Ask for the groups themselves."
        )
    if query.comparisons and shows <= {Show.VALUE, Show.SHARE}:
        raise NotYet(
            "A count of members is not compared yet. Ask for the count of each period, or "
            "count those whose metric grew or fell."
        )
    if query.shares and Show.SHARE not in shows:
        raise NotAdditive(
            "A share of a count of members is not answered: the same one may be counted in several "
            "groups. Ask for the counts."
        )
    if ranking is not None and ranking.others:
        raise NotAdditive(
            "The rest of a ranking of counts is not answered: the same one may be counted in "
            "several groups. Ask for it without."
        )
    named = [each.by for each in query.order] + ([ranking.by] if ranking is not None else [])
    wrong = [each for each in named if plan.index.has_metric(each) and each != query.count_column]
    if wrong:
        raise NotUnderstood(
            f"What is shown is a count, so it is not ranked or ordered by “{wrong[0]}”. "
            f"Name “{query.count_column}” instead."
        )
