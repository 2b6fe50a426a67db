"""What do the rows say, in a plain sentence or two?

A sentence is filled from single cells only: no sum, difference or count of rows is worked out here,
since what adds up is compile's to know.
"""

from __future__ import annotations

from datetime import date

from semantic_layer.calendars.units import holding
from semantic_layer.compile.compiled import ResultColumn
from semantic_layer.period import Unit
from semantic_layer.present.formats import say_number, write_label
from semantic_layer.present.result import Result, Row, Value
from semantic_layer.query import ComparisonKind, Direction, FilterOp, Ranking, Show

MOST_METRICS, MOST_TOLD = 4, 3
SOME = ("gt", (0.0,))


def narrate(result: Result, locale: str) -> str:
    if not result.rows:
        if (lacking := _each_had_some(result)) is not None:
            return lacking
        names = _list([result.columns[at].label.lower() for at in result.metrics])
        return f"There are no rows for {names}{_when(result)}."
    if not result.keys:
        return _total(result, result.rows[0], locale)
    return _groups(result, locale)


def _each_had_some(result: Result) -> str | None:
    """Which stores had no returns, where each of them had some: not what all of them ever sold."""
    for each in result.compiled.query.filters:
        if each.members is None or each.op is not FilterOp.NOT_IN:
            continue
        had = [limit for limit in each.members.thresholds if (limit.op, limit.values) == SOME]
        if len(had) == 1 == len(each.members.thresholds):
            noun = result.index.dimension(each.dimension).label.lower()
            number = result.index.metric(had[0].metric).label.lower()
            return f"There is no {noun} without {number} in the time asked for."
    return None


# One number


def _total(result: Result, row: Row, locale: str) -> str:
    said = [_one(result, row, at, locale) for at in result.told[:MOST_METRICS]]
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
            if not any(digit in "123456789" for digit in say_number(value, column, locale)):
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
        one_day = result.current is not None and result.current.days == 1
        days = "the comparable day" if one_day else "the comparable days"
        return f"{days} of last year" if _is_like_for_like(result) else name
    return f"the {name}" if name.startswith("previous") else name


def _is_like_for_like(result: Result) -> bool:
    return "364 days" in (result.compiled.comparison_rule or "")


# Many rows


def _groups(result: Result, locale: str) -> str:
    sentences = [_of_metric(result, at, locale) for at in result.told[:MOST_TOLD]]
    told = [sentence for sentence in sentences if sentence]
    return " ".join(told) or f"The rows hold no value to compare{_when(result)}."


def _of_metric(result: Result, at: int, locale: str) -> str:
    rows = [row for row in result.rows if _is_group(result, row, at)]
    if len(rows) < 2:
        return _only(result, rows[0], at, locale) if rows else ""
    whole = [row for row in rows if not _is_cut(result, row)]
    sentences = [_extremes(result, whole if len(whole) > 1 else rows, at, locale)]
    if at != result.metrics[0]:
        return sentences[0]
    if result.time is not None and not result.dimensions:
        last = rows[-1]
        so_far = " so far" if _is_cut(result, last) else ""
        number = _said(result, last, at, locale)
        sentences.append(f"The latest, {_bucket(result, last, locale)}, is {number}{so_far}.")
    elif result.time is None:
        sentences += _of_leader(result, _leader(result, rows, at), at, locale)
    return " ".join(sentences)


def _is_group(result: Result, row: Row, at: int) -> bool:
    """The group without a member and the rest of a ranking lead no list."""
    named = not any(result.is_rest(key, row[key]) for key in result.keys)
    return named and isinstance(row[at], (int, float))


def _is_cut(result: Result, row: Row) -> bool:
    """Whether a row's bucket has fewer days in the period than its unit has."""
    grain, current = result.compiled.query.shown_grain, result.current
    start = row[result.time] if result.time is not None else None
    if grain is None or current is None or not isinstance(start, date):
        return False
    unit = holding(result.index.calendar(grain.calendar), grain.unit, start)
    return unit.start < current.start or unit.end > current.end


def _only(result: Result, row: Row, at: int, locale: str) -> str:
    column = result.columns[at]
    against = _against(result, row, at, locale)
    number = _said(result, row, at, locale)
    return (
        f"{column.label} {_place(result, row, locale)} {_verb(column)} "
        f"{number}{_when(result)}{against}."
    )


def _extremes(result: Result, rows: list[Row], at: int, locale: str) -> str:
    """The highest and the lowest row; of a ranking only the one that leads it."""
    column = result.columns[at]
    ranking = _ranking_of(result, at)
    is_part = result.is_part or (ranking is None and result.compiled.query.ranking is not None)
    opening = f"of the rows shown, {_lower(column.label)}" if is_part else column.label
    if at == result.metrics[0] and result.current is not None:
        opening = f"{_when(result).strip()}, {_lower(opening)}"
    opening = _capital(opening)
    lead = _leader(result, rows, at)
    number = _said(result, lead, at, locale)
    if all(row[at] == lead[at] for row in rows):
        return f"{opening} {_verb(column)} {number} in every row."
    falling = ranking is None or ranking.direction is Direction.DESC
    word = "highest" if falling else "lowest"
    first = f"{opening} {_verb(column)} {word} {_place(result, lead, locale)}, at {number}"
    if result.compiled.query.ranking is not None:
        return f"{first}."
    low = min(rows, key=lambda row: _number(row[at]))
    lowest = _said(result, low, at, locale)
    return f"{first}, and lowest {_place(result, low, locale)}, at {lowest}."


def _leader(result: Result, rows: list[Row], at: int) -> Row:
    ranking = _ranking_of(result, at)
    pick = min if ranking is not None and ranking.direction is Direction.ASC else max
    return pick(rows, key=lambda row: _number(row[at]))


def _ranking_of(result: Result, at: int) -> Ranking | None:
    ranking = result.compiled.query.ranking
    if ranking is None or ranking.show is not Show.VALUE:
        return None
    return ranking if ranking.by == result.columns[at].source else None


def _of_leader(result: Result, row: Row, at: int, locale: str) -> list[str]:
    """The share and the comparison of the row that was named first."""
    sentences = []
    name = _members(result, row, locale)
    for share in result.beside(at, Show.SHARE):
        if share not in result.shares_of_parts and isinstance(row[share], (int, float)):
            number = say_number(_number(row[share]), result.columns[share], locale)
            sentences.append(f"{name} has {number} of {_whole_of(result, at)}.")
    against = _against(result, row, at, locale).removeprefix(", ")
    if against.startswith("against "):
        sentences.append(f"For {name} that is {against}.")
    elif against:
        sentences.append(f"{name} is {against}.")
    return sentences


def _whole_of(result: Result, at: int) -> str:
    source = result.columns[at].source
    kept = next((s.of for s in result.compiled.query.shares if s.metric == source), ())
    named = [_lower(result.index.dimension(name).label) for name in kept]
    return f"its {_list(named)}" if named else "the total"


# Words


def _said(result: Result, row: Row, at: int, locale: str) -> str:
    return say_number(_number(row[at]), result.columns[at], locale)


def _number(value: Value) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _place(result: Result, row: Row, locale: str) -> str:
    """Where in the rows: "for Women's", "in October 2026", "for App in the week of 4 Oct 2026"."""
    parts = []
    if result.dimensions:
        parts.append(f"for {_members(result, row, locale)}")
    if result.time is not None:
        word = "on" if result.grain is Unit.DAY else "in"
        parts.append(f"{word} {_bucket(result, row, locale)}")
    return " ".join(parts)


def _members(result: Result, row: Row, locale: str) -> str:
    return ", ".join(_label(result, row, at, locale) for at in result.dimensions)


def _bucket(result: Result, row: Row, locale: str) -> str:
    name = _label(result, row, result.time or 0, locale)
    return f"the week of {name}" if result.grain is Unit.WEEK else name


def _label(result: Result, row: Row, at: int, locale: str) -> str:
    grain = result.compiled.query.shown_grain
    return write_label(row[at], result.columns[at], grain, result.index, locale)


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
    for stop in ("per", "of", "after", "on", "vs", "at", "sold", "where", "in"):
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
