"""Step 8: every governed table becomes a select of what may be read of it, filtered or not.

FROM sales AS s
FROM (SELECT sales.store_id FROM dw.sales AS sales WHERE (...) OFFSET 0) AS s
"""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from sqlglot import exp, parse_one

from semantic_layer.check.foreign.engines import ENGINES
from semantic_layer.check.foreign.policy import GovernedTable, SqlPolicy
from semantic_layer.check.foreign.terms import Terms


def wrap(tree: exp.Query, terms: Terms) -> exp.Query:
    for table in list(tree.find_all(exp.Table)):
        governed = terms.policy.table(table.name)
        if governed is not None:
            alias = exp.TableAlias(this=exp.to_identifier(table.alias_or_name))
            scan = scan_of(governed, terms.engine.name).copy()
            table.replace(exp.Subquery(this=scan, alias=alias))
    return tree


@lru_cache(maxsize=512)
def scan_of(governed: GovernedTable, engine: str) -> exp.Select:
    """The scan as the engine's parser reads it; a copy of it stands in the tree."""
    schema, _, name = governed.table.rpartition(".")
    table = exp.table_(name, db=schema or None, alias=governed.name)
    scan = exp.select(*(exp.column(each, table=governed.name) for each in governed.columns))
    scan = scan.from_(table)
    if governed.rows:
        scan = scan.where(exp.paren(parse_one(governed.rows, dialect="postgres")))
        if ENGINES[engine].barrier:
            scan = scan.offset(0)
    text = scan.sql(engine, identify=True, comments=False)
    return cast(exp.Select, parse_one(text, dialect=engine))


@lru_cache(maxsize=64)
def names_read_by(policy: SqlPolicy) -> frozenset[str]:
    """Every name of a table in any scan, the warehouse's and the policy's: those of filters too."""
    scans = [scan_of(governed, "postgres") for governed in policy.tables]
    tables = [table for scan in scans for table in scan.find_all(exp.Table)]
    return frozenset(name.lower() for table in tables for name in (table.name, table.alias_or_name))
