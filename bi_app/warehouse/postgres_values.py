"""How do PostgreSQL's values become the Arrow columns that the other engines give?"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pyarrow
from psycopg import Column
from psycopg.postgres import types

from bi_app.warehouse.numbers import whole_as_integers

DIGITS = 38  # of a decimal in Arrow, and in DuckDB
ARROW: Mapping[int, pyarrow.DataType] = MappingProxyType(
    {
        types[name].oid: kind
        for name, kind in {
            "bool": pyarrow.bool_(),
            "int2": pyarrow.int32(),
            "int4": pyarrow.int32(),
            "int8": pyarrow.int64(),
            "float4": pyarrow.float64(),
            "float8": pyarrow.float64(),
            "date": pyarrow.date32(),
            "timestamp": pyarrow.timestamp("us"),
            "timestamptz": pyarrow.timestamp("us", "UTC"),
        }.items()
    }
)
WIDEST = 17  # bytes of a decimal, with its share of what is null
TEXT = 5  # where a text ends, with its share of what is null
NUMERIC = types["numeric"].oid


def table_of(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> pyarrow.Table:
    """Every value kept exactly; a kind without a counterpart becomes its text."""
    values = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    arrays = [_array(column, given) for column, given in zip(columns, values, strict=True)]
    names = [column.name for column in columns]
    return whole_as_integers(pyarrow.Table.from_arrays(arrays, names=names))


def size_of(row: Sequence[Any]) -> int:
    """The most bytes that Arrow takes for a row."""
    return sum(TEXT + len(cell.encode()) if type(cell) is str else WIDEST for cell in row)


def _array(column: Column, values: Iterable[Any]) -> pyarrow.Array:
    if column.type_code == NUMERIC:
        if (
            column.precision
            and column.scale is not None
            and 0 <= column.scale <= column.precision <= DIGITS
        ):
            return pyarrow.array(values, pyarrow.decimal128(column.precision, column.scale))
        return _decimals(list(values))
    kind = ARROW.get(column.type_code)
    if kind is not None:
        return pyarrow.array(values, kind)
    return pyarrow.array([None if each is None else str(each) for each in values], pyarrow.string())


def _decimals(values: list[Decimal | None]) -> pyarrow.Array:
    """As many places as the longest of them has: a sum has those of what was added."""
    present = [each for each in values if each is not None]
    if not all(each.is_finite() for each in present):
        return pyarrow.array(map(_float, values), pyarrow.float64())
    places = max(map(_places, present), default=0)
    whole = max((each.adjusted() + 1 for each in present if each), default=1)
    if places + max(whole, 1) > DIGITS:
        return pyarrow.array(map(_float, values), pyarrow.float64())
    return pyarrow.array(values, pyarrow.decimal128(DIGITS, places))


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
