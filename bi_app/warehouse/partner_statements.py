"""Would a row find several partners by a join to one? Statements that count what it would double.

Service statements over whole tables, which no policy narrows.
"""

from datetime import date

from sqlglot import exp

from semantic_layer.model.definitions import Dataset, Join, Validity
from semantic_layer.secure.rows import physical

SINCE, TAKEN, VERSIONS, KEYS = "begins", "taken_until", "versions", "doubled"
ALWAYS, FOREVER = date(1, 1, 1), date(9999, 12, 31)


def doubled_partners(join: Join, target: Dataset) -> exp.Select:
    """How many keys there have several rows, or how many versions begin within another one."""
    if join.valid is not None:
        return _overlapping(join, join.valid, target)
    keys = [exp.column(name, table=target.name) for name in join.on.values()]
    several = exp.GT(this=exp.Count(this=exp.Star()), expression=exp.Literal.number(1))
    doubled = _known(exp.select(*keys).from_(physical(target)), keys).group_by(*keys)
    return exp.select(exp.Count(this=exp.Star())).from_(doubled.having(several).subquery(KEYS))


def _overlapping(join: Join, valid: Validity, target: Dataset) -> exp.Select:
    keys = [exp.column(name, table=target.name) for name in join.on.values()]
    since = _open(exp.column(valid.since, table=target.name), ALWAYS)
    until = _open(exp.column(valid.until, table=target.name), FOREVER)
    earlier = exp.Window(
        this=exp.Max(this=until),
        partition_by=keys,
        order=exp.Order(expressions=[exp.Ordered(this=since.copy())]),
        spec=exp.WindowSpec(
            kind="ROWS",
            start="UNBOUNDED",
            start_side="PRECEDING",
            end=exp.Literal.number(1),
            end_side="PRECEDING",
        ),
    )
    after: type[exp.Binary] = exp.GTE if valid.until_included else exp.GT
    holds_some_day = after(this=until.copy(), expression=since.copy())
    versions = exp.select(since.copy().as_(SINCE), earlier.as_(TAKEN)).from_(physical(target))
    versions = _known(versions.where(holds_some_day), keys)
    inside = after(this=exp.column(TAKEN), expression=exp.column(SINCE))
    return exp.select(exp.Count(this=exp.Star())).from_(versions.subquery(VERSIONS)).where(inside)


def _known(select: exp.Select, keys: list[exp.Column]) -> exp.Select:
    for key in keys:
        select = select.where(exp.Not(this=exp.Is(this=key.copy(), expression=exp.null())))
    return select


def _open(end: exp.Expr, day: date) -> exp.Expr:
    literal = exp.cast(exp.Literal.string(day.isoformat()), "DATE")
    return exp.Coalesce(this=end, expressions=[literal])
