"""What do the rows say, in a plain sentence or two?

A sentence is filled from single cells only: no sum, difference or count of rows is worked out here,
since what adds up is compile's to know.
"""

from __future__ import annotations

from semantic_layer.compile.compiled import ResultColumn
from semantic_layer.present.formats import say_number, write_label
from semantic_layer.present.result import Result, Row, Value
from semantic_layer.query import ComparisonKind, Direction, Ranking, Show

MOST_METRICS = 4


def narrate(result: Result, locale: str) -> str:
    if not result.rows:
        names = _list([result.columns[at].label.lower() for at in result.metrics])
        return f"There are no rows for {names}{_when(result)}."
    if not result.keys:
        return _total(result, result.rows[0], locale)
    return _groups(result, locale)


# One number


def _total(result: Result, row: Row, locale: str) -> str:
    said = [_one(result, row, at, locale) for at in result.metrics[:MOST_METRICS]]
    return " ".join(said)


def _one(result: Result, row: Row, at: int, locale: str) -> str:
    column = result.columns[at]
    when = _when(result) if at == result.metrics[0] else ""
    value = row[at]
    if not isinstance(value, (int, float)):
        return f"There is no value of {_lower(column.label)}{_when(result)}."
    against = _against(result, row, at, locale)
    number = say_number(value, column, locale)
    return f"{column.label} {_verb(column)} {number}{when}{against}."


def _against(result: Result, row: Row, at: int, locale: str) -> str:
    """ ", 3.4% above last year's $1.16M": each number from its own column."""
    parts = []
    for compared in result.beside(at, Show.COMPARISON):
        value = row[compared]
        name = _compared_name(result, at, compared)
        if not isinstance(value, (int, float)):
            parts.append(f"with no value for {name}")
            continue
        number = say_number(value, result.columns[compared], locale)
        moved = _moved(result, row, at, compared, locale)
        parts.append(f"{moved} {name} ({number})" if moved else f"against {number} for {name}")
    return "".join(f", {part}" for part in parts)


def _moved(result: Result, row: Row, at: int, compared: int, locale: str) -> str | None:
    """Growth where it is a column, else the difference; they stand right behind their value."""
    for beside in (compared + 1, compared + 2):
        if beside >= len(result.columns) or result.columns[beside].show not in (
            Show.GROWTH,
            Show.CHANGE,
        ):
            break
        column, value = result.columns[beside], row[beside]
        grows = column.show is Show.GROWTH or beside + 1 not in result.beside(at, Show.GROWTH)
        if grows and isinstance(value, (int, float)):
            if value == 0:
                return "level with"
            word = "above" if value > 0 else "below"
            return f"{say_number(abs(value), column, locale)} {word}"
    return None


def _compared_name(result: Result, at: int, compared: int) -> str:
    """What the other side is called, from its column's label: "Net sales, last year"."""
    label = result.columns[compared].label
    own = result.columns[at].label
    name = label.removeprefix(f"{own}, ")
    if name == label:
        return _lower(label)
    kinds = {comparison.kind for comparison in result.compiled.query.comparisons}
    if ComparisonKind.LAST_YEAR in kinds and name == "last year":
        return "the comparable days of last year" if _is_like_for_like(result) else name
    return f"the {name}" if name.startswith("previous") else name


def _is_like_for_like(result: Result) -> bool:
    return "364 days" in (result.compiled.comparison_rule or "")


# Many rows


def _groups(result: Result, locale: str) -> str:
    at = result.metrics[0] if result.metrics else None
    rows = [row for row in result.rows if at is not None and _is_group(result, row, at)]
    if at is None or not rows:
        return f"The rows below hold no value to compare{_when(result)}."
    if len(rows) == 1:
        return _capital(f"{_only(result, rows[0], at, locale)}.")
    sentences = [_extremes(result, rows, at, locale)]
    if result.time is not None and not result.dimensions:
        last = _said(result, rows[-1], at, locale)
        sentences.append(f"The latest, {_name(result, rows[-1], locale)}, is {last}.")
    else:
        sentences += _of_leader(result, _leader(result, rows, at), at, locale)
    return " ".join(sentences)


def _is_group(result: Result, row: Row, at: int) -> bool:
    """The group without a member and the rest of a ranking lead no list."""
    named = not any(result.is_rest(key, row[key]) for key in result.keys)
    return named and isinstance(row[at], (int, float))


def _only(result: Result, row: Row, at: int, locale: str) -> str:
    against = _against(result, row, at, locale)
    column = result.columns[at]
    return (
        f"{column.label} for {_name(result, row, locale)} {_verb(column)} "
        f"{_said(result, row, at, locale)}{_when(result)}{against}"
    )


def _extremes(result: Result, rows: list[Row], at: int, locale: str) -> str:
    """The highest and the lowest row; of a ranking only the one that leads it."""
    column = result.columns[at]
    high = max(rows, key=lambda row: _number(row[at]))
    low = min(rows, key=lambda row: _number(row[at]))
    verb = _verb(column)
    if _number(high[at]) == _number(low[at]):
        number = _said(result, high, at, locale)
        return f"{column.label} {verb} {number} in every row{_when(result)}."
    ranking = _ranking_of(result, at)
    falling = ranking is None or ranking.direction is Direction.DESC
    first, word = (high, "highest") if falling else (low, "lowest")
    lead = (
        f"{column.label} {verb} {word} for {_name(result, first, locale)}"
        f"{_when(result)}, at {_said(result, first, at, locale)}"
    )
    if ranking is not None or result.compiled.query.limit is not None:
        return f"{lead}."
    return (
        f"{lead}, and lowest for {_name(result, low, locale)}, at {_said(result, low, at, locale)}."
    )


def _leader(result: Result, rows: list[Row], at: int) -> Row:
    ranking = _ranking_of(result, at)
    pick = min if ranking is not None and ranking.direction is Direction.ASC else max
    return pick(rows, key=lambda row: _number(row[at]))


def _ranking_of(result: Result, at: int) -> Ranking | None:
    ranking = result.compiled.query.ranking
    by_value = ranking is not None and ranking.show is Show.VALUE
    return ranking if by_value and ranking and ranking.by == result.columns[at].source else None


def _of_leader(result: Result, row: Row, at: int, locale: str) -> list[str]:
    """The share and the comparison of the row that was named first."""
    sentences = []
    for share in result.beside(at, Show.SHARE):
        if isinstance(row[share], (int, float)):
            number = say_number(_number(row[share]), result.columns[share], locale)
            sentences.append(f"That is {number} of the total.")
    against = _against(result, row, at, locale)
    if against:
        sentences.append(f"{_name(result, row, locale)} is{against.removeprefix(',')}.")
    return sentences


# Words


def _said(result: Result, row: Row, at: int, locale: str) -> str:
    return say_number(_number(row[at]), result.columns[at], locale)


def _number(value: Value) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _name(result: Result, row: Row, locale: str) -> str:
    """The group of a row in words: "Women's, October 2026"."""
    grain = result.compiled.query.grain
    keys = [*result.dimensions, *([result.time] if result.time is not None else [])]
    return ", ".join(
        write_label(row[at], result.columns[at], grain, result.index, locale) for at in keys
    )


def _when(result: Result) -> str:
    """The period by its name; days that are their own name read "from … to …"."""
    if result.current is None:
        return ""
    label = result.current.label
    if result.current.days == 1:
        return f" on {label}"
    return f" from {label}" if label[0].isdecimal() else f" in {label}"


def _verb(column: ResultColumn) -> str:
    """ "Net sales were", "Gross margin was": by the last word before "per", "of" and the like."""
    words = column.label.split()
    for stop in ("per", "of", "after", "on", "vs", "at"):
        if stop in words[1:]:
            words = words[: words.index(stop, 1)]
    last = words[-1].lower()
    return "were" if last.endswith("s") and not last.endswith("ss") else "was"


def _lower(label: str) -> str:
    """Without its capital, unless it is an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
