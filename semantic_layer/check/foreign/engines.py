"""What differs between the engines for somebody's own SQL.

`names` are functions that the parser has no node for, in lower case. `aliases_everywhere`: a column
of the select may be named by its alias in any place, not only as a term of ORDER BY or GROUP BY.
`shared_columns_in_place`: a star gives what a join shares by USING where its first table has it,
not before everything else. `limits_set_operations`: an order or a limit may stand behind selects
that are put together, and is theirs and not the last one's.

`barrier`: a row filter ends in OFFSET 0, which the engine's optimizer moves no condition through,
so that nothing of a person's own is computed over a row that they may not see: a cast that fails
would tell its value. Measured on PostgreSQL and DuckDB; the others have no form that is known to
hold, and rely on row policies of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Engine:
    name: str
    names: frozenset[str] = frozenset()
    aliases_everywhere: bool = False
    shared_columns_in_place: bool = False
    limits_set_operations: bool = True
    barrier: bool = False


CLICKHOUSE_NAMES = frozenset(
    {
        "anylast",
        "avgif",
        "lengthutf8",
        "lowerutf8",
        "maxif",
        "minif",
        "multiif",
        "now",
        "quantileexact",
        "quantileif",
        "quantiles",
        "sumif",
        "todate",
        "todatetime",
        "today",
        "todayofmonth",
        "todayofweek",
        "todecimal64",
        "tofloat64",
        "tohour",
        "toint32",
        "toint64",
        "tomonday",
        "tomonth",
        "toquarter",
        "tostartofday",
        "tostartofmonth",
        "tostartofquarter",
        "tostartofweek",
        "tostartofyear",
        "tostring",
        "touint32",
        "touint64",
        "toyear",
        "toyyyymm",
        "toyyyymmdd",
        "uniqcombined",
        "uniqexact",
        "uniqexactif",
        "uniqif",
        "upperutf8",
    }
)
POSTGRES = Engine("postgres", names=frozenset({"age", "make_date", "justify_days"}), barrier=True)
DUCKDB = Engine(
    "duckdb",
    names=frozenset({"date_part", "product", "isoyear"}),
    aliases_everywhere=True,
    shared_columns_in_place=True,
    barrier=True,
)
CLICKHOUSE = Engine(
    "clickhouse",
    names=CLICKHOUSE_NAMES,
    aliases_everywhere=True,
    shared_columns_in_place=True,
    limits_set_operations=False,
)
SPARK = Engine("spark", aliases_everywhere=True)
TRINO = Engine("trino", names=frozenset({"format_datetime"}))

ENGINES: Mapping[str, Engine] = {
    each.name: each for each in (POSTGRES, DUCKDB, CLICKHOUSE, SPARK, TRINO)
}
