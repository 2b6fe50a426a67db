"""The table of an answer: every cell as text, its side, and the tone of its change."""

from __future__ import annotations

from semantic_layer.compile.levels import level_of
from semantic_layer.present.formats import NOTHING, SIGNED, decimals_for, write_label, write_number
from semantic_layer.present.presentation import Direction, Tone
from semantic_layer.present.result import Result, Row, Value

TOTAL = "Total"


def write_cells(
    result: Result, locale: str, among: Result | None = None
) -> tuple[tuple[str, ...], ...]:
    """`among`: of which rows these are some, so that each part of a table has the same decimals."""
    whole = among or result
    columns = [_write_column(result, at, locale, whole) for at in range(len(result.columns))]
    rows = zip(*columns, strict=True) if result.rows else ()
    return tuple(
        _named_total(result, row, cells) if result.is_subtotal(row) else cells
        for row, cells in zip(result.rows, rows, strict=True)
    )


def _named_total(result: Result, row: Row, cells: tuple[str, ...]) -> tuple[str, ...]:
    """ "Total" under the first dimension that the level is not split by, nothing under others."""
    level = row[result.level or 0]
    absent = [
        at
        for at in result.dimensions
        if level_of(result.columns[at].name, result.compiled.query) <= _number(level)
    ]
    named = {at: TOTAL if at == absent[0] else "" for at in absent}
    return tuple(named.get(at, cell) for at, cell in enumerate(cells))


def _number(level: Value) -> int:
    return level if isinstance(level, int) else 0


def tones(result: Result) -> tuple[tuple[Tone | None, ...], ...]:
    return tuple(
        tuple(tone(result, at, value) for at, value in enumerate(row)) for row in result.rows
    )


def alignments(result: Result) -> tuple[str, ...]:
    """Numbers meet at their end, words at their start."""
    return tuple("end" if column.type == "number" else "start" for column in result.columns)


def tone(result: Result, at: int, value: Value) -> Tone | None:
    """Only changes have one; a neutral metric's is neither good nor bad."""
    column = result.columns[at]
    if column.show not in SIGNED or not isinstance(value, (int, float)):
        return None
    if value == 0:
        return Tone(Direction.FLAT, None)
    direction = Direction.UP if value > 0 else Direction.DOWN
    known = column.source is not None and result.index.has_metric(column.source)
    wished = result.index.metric(column.source).favourable if known and column.source else "neutral"
    return Tone(direction, None if wished == "neutral" else direction == wished)


def _write_column(result: Result, at: int, locale: str, among: Result) -> list[str]:
    column = result.columns[at]
    values = [row[at] for row in result.rows]
    if column.role == "level":
        return [str(value) for value in values]
    if column.role != "metric":
        grain = result.compiled.query.shown_grain
        return [write_label(value, column, grain, result.index, locale) for value in values]
    decimals = decimals_for(column, [row[at] for row in among.rows])
    return [
        write_number(value, column, decimals, locale)
        if isinstance(value, (int, float))
        else NOTHING
        for value in values
    ]
