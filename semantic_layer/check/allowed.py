"""What may stand in a statement: everything else is refused, known or not.

Functions are node classes too; one that the parser does not know (Anonymous) is never allowed.
"""

from __future__ import annotations

from sqlglot import exp

STRUCTURE = {
    exp.Select,
    exp.With,
    exp.CTE,
    exp.Union,
    exp.TableAlias,
    exp.Identifier,
    exp.Column,
    exp.Alias,
    exp.Table,
    exp.From,
    exp.Join,
    exp.Where,
    exp.Group,
    exp.Having,
    exp.Order,
    exp.Ordered,
    exp.Limit,
    exp.Subquery,
    exp.Values,
    exp.Tuple,
    exp.Paren,
    exp.Filter,
    exp.Window,
    exp.WindowSpec,
    exp.Distinct,
    exp.DataType,
}
VALUES = {exp.Literal, exp.Boolean, exp.Null, exp.Star, exp.Placeholder, exp.Parameter}
OPERATORS = {
    exp.Add,
    exp.Sub,
    exp.Mul,
    exp.Div,
    exp.Mod,
    exp.Neg,
    exp.And,
    exp.Or,
    exp.Not,
    exp.EQ,
    exp.NEQ,
    exp.LT,
    exp.LTE,
    exp.GT,
    exp.GTE,
    exp.Is,
    exp.In,
    exp.Between,
    exp.Like,
    exp.Escape,
    exp.DPipe,
    exp.Collate,
}
FUNCTIONS = {
    exp.Sum,
    exp.Count,
    exp.Min,
    exp.Max,
    exp.Avg,
    exp.RowNumber,
    exp.Rank,
    exp.Coalesce,
    exp.Nullif,
    exp.Least,
    exp.Greatest,
    exp.Case,
    exp.If,
    exp.Cast,
    exp.Lower,
    exp.Upper,
    exp.Concat,
    exp.Abs,
    exp.Floor,
    exp.Ceil,
    exp.Round,
    exp.WithinGroup,  # of a percentile only, and each of the three as `percentiles` proves it
    exp.PercentileCont,
    exp.PercentileDisc,
}
NODES: frozenset[type[exp.Expr]] = frozenset(STRUCTURE | VALUES | OPERATORS | FUNCTIONS)
TYPES = frozenset(
    {
        exp.DType.DATE,
        exp.DType.TIMESTAMP,
        exp.DType.INT,
        exp.DType.BIGINT,
        exp.DType.DOUBLE,
        exp.DType.DECIMAL,
        exp.DType.VARCHAR,
        exp.DType.TEXT,
        exp.DType.BOOLEAN,
    }
)
SELECT_PARTS = frozenset(
    {"expressions", "from_", "joins", "where", "group", "having", "order", "limit", "with_"}
)
UNION_PARTS = frozenset({"this", "expression"})
TABLE_PARTS = frozenset({"this", "db", "alias"})
JOIN_PARTS = frozenset({"this", "side", "kind", "on", "using"})
JOIN_SIDES = frozenset({"", "LEFT", "FULL"})
JOIN_KINDS = frozenset({"", "CROSS"})
