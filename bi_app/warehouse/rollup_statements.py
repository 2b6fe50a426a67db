"""How is a rollup's SELECT written for an engine? A service statement, which no policy narrows."""

from datetime import date

from sqlglot import ErrorLevel, exp

from semantic_layer.check.dialects import DIALECTS
from semantic_layer.compile.rollup_rows import rollup_rows
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.rollups import Rollup
from semantic_layer.secure.rows import physical


def rows_text(rollup: Rollup, index: ModelIndex, dialect: str, first: date, last: date) -> str:
    tree = rollup_rows(rollup, index, first, last)
    for table in list(tree.find_all(exp.Table)):
        table.replace(physical(index.dataset(table.name)))
    adapted = DIALECTS[dialect].adapt(tree)
    return adapted.sql(dialect, unsupported_level=ErrorLevel.RAISE)
