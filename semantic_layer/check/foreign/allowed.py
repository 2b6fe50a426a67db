"""What may stand in somebody's own SQL, on every engine: everything else is refused.

`PARTS` says what of a node may be given at all: a hint, a sample, a lock, a FINAL or a NATURAL is a
part that is not in it. A function is a node class too; what one engine has besides stands in
`engines`.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlglot import exp

from semantic_layer.check.allowed import FUNCTIONS as OUR_FUNCTIONS
from semantic_layer.check.allowed import OPERATORS as OUR_OPERATORS
from semantic_layer.check.allowed import TYPES as OUR_TYPES

QUERY_PARTS = frozenset({"with_", "order", "limit", "offset"})
PARTS: Mapping[type[exp.Expr], frozenset[str]] = {
    exp.Select: QUERY_PARTS
    | {"expressions", "distinct", "from_", "joins", "where", "group", "having", "windows"}
    | {"qualify"},
    exp.Union: QUERY_PARTS | {"this", "expression", "distinct"},
    exp.Except: QUERY_PARTS | {"this", "expression", "distinct"},
    exp.Intersect: QUERY_PARTS | {"this", "expression", "distinct"},
    exp.Subquery: frozenset({"this", "alias"}),
    exp.With: frozenset({"expressions"}),
    exp.CTE: frozenset({"this", "alias", "materialized"}),
    exp.TableAlias: frozenset({"this", "columns"}),
    exp.From: frozenset({"this"}),
    exp.Table: frozenset({"this", "db", "alias"}),
    exp.Values: frozenset({"expressions", "alias"}),
    exp.Join: frozenset({"this", "side", "kind", "on", "using"}),
    exp.Where: frozenset({"this"}),
    exp.Having: frozenset({"this"}),
    exp.Qualify: frozenset({"this"}),
    exp.Group: frozenset({"expressions", "all", "cube", "rollup", "grouping_sets"}),
    exp.Cube: frozenset({"expressions"}),
    exp.Rollup: frozenset({"expressions"}),
    exp.GroupingSets: frozenset({"expressions"}),
    exp.Order: frozenset({"this", "expressions"}),
    exp.Ordered: frozenset({"this", "desc", "nulls_first"}),
    exp.Limit: frozenset({"expression"}),
    exp.Fetch: frozenset({"direction", "count", "limit_options"}),
    exp.LimitOptions: frozenset({"rows"}),
    exp.Offset: frozenset({"expression"}),
    exp.Distinct: frozenset({"expressions", "on"}),
    exp.Window: frozenset({"this", "partition_by", "order", "spec", "alias", "over"}),
    exp.WindowSpec: frozenset({"kind", "start", "start_side", "end", "end_side"}),
    exp.Filter: frozenset({"this", "expression"}),
    exp.WithinGroup: frozenset({"this", "expression"}),
    exp.Alias: frozenset({"this", "alias"}),
    exp.Column: frozenset({"this", "table"}),
    exp.Identifier: frozenset({"this", "quoted"}),
    exp.Star: frozenset(),
    exp.Literal: frozenset({"this", "is_string"}),
    exp.Var: frozenset({"this"}),
    exp.Cast: frozenset({"this", "to", "safe"}),
    exp.TryCast: frozenset({"this", "to", "safe", "requires_string"}),
    exp.DataType: frozenset({"this", "expressions", "nested"}),
    exp.DataTypeParam: frozenset({"this"}),
    exp.In: frozenset({"this", "expressions", "query"}),
    exp.Interval: frozenset({"this", "unit"}),
    exp.Anonymous: frozenset({"this", "expressions"}),
    exp.AnonymousAggFunc: frozenset({"this", "expressions"}),
    exp.CombinedAggFunc: frozenset({"this", "expressions"}),
    exp.ParameterizedAgg: frozenset({"this", "expressions", "params"}),
    exp.CombinedParameterizedAgg: frozenset({"this", "expressions", "params"}),
}
OPERATORS = (OUR_OPERATORS - {exp.Collate}) | {
    exp.Paren,
    exp.Tuple,
    exp.Boolean,
    exp.Null,
    exp.Exists,
    exp.Any,
    exp.All,
    exp.ILike,
    exp.IntDiv,
    exp.NullSafeEQ,
    exp.NullSafeNEQ,
    exp.AtTimeZone,
    exp.IgnoreNulls,
    exp.RespectNulls,
}
AGGREGATES = {
    exp.CountIf,
    exp.ApproxDistinct,
    exp.ApproxQuantile,
    exp.Quantile,
    exp.Median,
    exp.Mode,
    exp.Stddev,
    exp.StddevPop,
    exp.StddevSamp,
    exp.Variance,
    exp.VariancePop,
    exp.Corr,
    exp.CovarPop,
    exp.CovarSamp,
    exp.AnyValue,
    exp.ArgMax,
    exp.ArgMin,
    exp.LogicalAnd,
    exp.LogicalOr,
    exp.GroupConcat,
    exp.Grouping,
    exp.DenseRank,
    exp.PercentRank,
    exp.CumeDist,
    exp.Ntile,
    exp.Lag,
    exp.Lead,
    exp.FirstValue,
    exp.LastValue,
    exp.NthValue,
}
OF_TIMES = {
    exp.CurrentDate,
    exp.CurrentTimestamp,
    exp.Extract,
    exp.TimestampTrunc,
    exp.DateTrunc,
    exp.Date,
    exp.DateAdd,
    exp.DateSub,
    exp.DateDiff,
    exp.TsOrDsToDate,
    exp.TsOrDsAdd,
    exp.TimeToStr,
    exp.TimeStrToTime,
    exp.Year,
    exp.Quarter,
    exp.Month,
    exp.Week,
    exp.WeekOfYear,
    exp.Day,
    exp.DayOfMonth,
    exp.DayOfWeek,
    exp.DayOfWeekIso,
    exp.DayOfYear,
    exp.Hour,
    exp.Minute,
    exp.LastDay,
    exp.AddMonths,
    exp.MonthsBetween,
    exp.Dayname,
    exp.Monthname,
    exp.TimeToUnix,
}
OF_VALUES = {
    exp.ConcatWs,
    exp.Initcap,
    exp.Left,
    exp.Length,
    exp.Replace,
    exp.Right,
    exp.SplitPart,
    exp.StartsWith,
    exp.StrPosition,
    exp.Substring,
    exp.Trim,
    exp.Exp,
    exp.Ln,
    exp.Log,
    exp.Pow,
    exp.Sign,
    exp.Sqrt,
    exp.Trunc,
    exp.WidthBucket,
    exp.TryCast,
}
NODES = frozenset(PARTS) | OPERATORS | OUR_FUNCTIONS | AGGREGATES | OF_TIMES | OF_VALUES
NODES_OF_A_ROW_FILTER = frozenset(
    {exp.Select, exp.From, exp.Table, exp.TableAlias, exp.Where, exp.Column, exp.Identifier}
    | {exp.Subquery, exp.Alias, exp.In, exp.Exists, exp.Literal, exp.Paren, exp.Boolean, exp.Null}
    | {exp.Cast, exp.DataType, exp.Lower, exp.Upper, exp.Coalesce}
    | (OUR_OPERATORS - {exp.Collate})
)
TYPES = OUR_TYPES | {
    exp.DType.CHAR,
    exp.DType.DATETIME,
    exp.DType.FLOAT,
    exp.DType.SMALLINT,
    exp.DType.TIME,
    exp.DType.TIMESTAMPNTZ,
    exp.DType.TIMESTAMPTZ,
    exp.DType.TINYINT,
}
JOIN_SIDES = frozenset({"", "LEFT", "RIGHT", "FULL"})
JOIN_KINDS = frozenset({"", "INNER", "OUTER", "CROSS"})
