"""Which statements make, note and remove the table of a rollup? The same on every engine.

All stand in one schema of the warehouse; beside them a table says of each by which definition it
was built, and of which data.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields

from sqlglot import exp

from semantic_layer.model.rollups import SCHEMA

RECORD = "_built"  # no rollup can be called so


@dataclass(frozen=True, slots=True)
class BuiltRollup:
    """A rollup that is there: the fingerprint of its definition, and the version of its data."""

    name: str
    definition: str
    data_version: str
    rows: int
    built_at: str


COLUMNS = tuple(each.name for each in fields(BuiltRollup))
TYPES = ("TEXT", "TEXT", "TEXT", "BIGINT", "TEXT")


def table_of(name: str) -> exp.Table:
    return exp.table_(exp.to_identifier(name, quoted=True), db=SCHEMA)


def make_room() -> Iterator[exp.Expr]:
    """The schema and the record, where they are not there yet."""
    yield exp.Create(this=exp.Table(db=exp.to_identifier(SCHEMA)), kind="SCHEMA", exists=True)
    columns = [
        exp.ColumnDef(this=exp.to_identifier(name, quoted=True), kind=exp.DataType.build(kind))
        for name, kind in zip(COLUMNS, TYPES, strict=True)
    ]
    record = exp.Schema(this=table_of(RECORD), expressions=columns)
    yield exp.Create(this=record, kind="TABLE", exists=True)


def filled(name: str, rows: exp.Select) -> exp.Expr:
    return exp.Create(this=table_of(name), kind="TABLE", expression=rows)


def counted(name: str) -> exp.Expr:
    return exp.select(exp.Count(this=exp.Star())).from_(table_of(name))


def removed(name: str) -> exp.Expr:
    return exp.Drop(kind="TABLE", exists=True, tables=[table_of(name)])


def forgotten(name: str) -> exp.Expr:
    same = exp.column(COLUMNS[0], quoted=True).eq(exp.Literal.string(name))
    return exp.delete(table_of(RECORD), where=same)


def noted(built: BuiltRollup) -> exp.Expr:
    row = exp.Tuple(expressions=[exp.convert(value) for value in astuple(built)])
    return exp.Insert(this=table_of(RECORD), expression=exp.Values(expressions=[row]))


def record() -> exp.Select:
    return exp.select(*(exp.column(name, quoted=True) for name in COLUMNS)).from_(table_of(RECORD))
