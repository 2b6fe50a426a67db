"""What could be asked next, in words that the product understands as a follow-up?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.period import Unit
from semantic_layer.present.formats import write_label
from semantic_layer.present.result import Result
from semantic_layer.query import Direction

MOST = 3
LONG_FOR_MONTHS, LONG_FOR_WEEKS = 62, 13


def next_questions(result: Result, locale: str) -> tuple[str, ...]:
    """Down the hierarchy, against last year, along time: what the query does not have yet."""
    if not result.rows or result.compiled.query.counted is not None:
        return ()
    found = (*_drill(result, locale), *_compare(result), *_along_time(result))
    return tuple(dict.fromkeys(found))[:MOST]


def _drill(result: Result, locale: str) -> Iterator[str]:
    """One level down from what rows are grouped or filtered by, else the top of a hierarchy."""
    query = result.compiled.query
    hierarchies = [
        [name for name in each.levels if result.index.has_dimension(name)]
        for each in result.index.model.hierarchies
    ]
    filtered = {each.dimension for each in query.filters}
    for known in (set(query.dimensions), filtered):
        for levels in hierarchies:
            used = [at for at, name in enumerate(levels) if name in known]
            below = levels[used[-1] + 1 :] if used else []
            if below and below[0] not in query.dimensions and _is_reachable(result, below[0]):
                only = _only_leader(result, levels[used[-1]], locale)
                yield f"{only}by {_word(result, below[0])}"
                return
    for levels in hierarchies if not query.dimensions else ():
        if levels and _is_reachable(result, levels[0]):
            yield f"by {_word(result, levels[0])}"
            return


def _is_reachable(result: Result, dimension: str) -> bool:
    index = result.index
    metrics = result.compiled.query.metrics
    return index.has_dimension(dimension) and all(
        index.has_metric(name) and dimension in index.reachable(name) for name in metrics
    )


def _only_leader(result: Result, dimension: str, locale: str) -> str:
    """ "only West, " where the rows have several members and one of them leads."""
    at = next((n for n in result.dimensions if result.columns[n].source == dimension), None)
    if at is None or not result.metrics:
        return ""
    first = result.metrics[0]
    rows = [row for row in result.rows if not result.is_rest(at, row[at])]
    numbered = [row for row in rows if isinstance(row[first], (int, float))]
    if len({row[at] for row in numbered}) < 2:
        return ""
    ranking = result.compiled.query.ranking
    rising = ranking is not None and ranking.direction is Direction.ASC
    pick = min if rising else max
    leader = pick(numbered, key=lambda row: float(row[first] or 0))  # type: ignore[arg-type]
    named = write_label(leader[at], result.columns[at], None, result.index, locale)
    return f"only {named}, "


def _compare(result: Result) -> Iterator[str]:
    query = result.compiled.query
    if not query.comparisons and result.current is not None and _is_dated(result):
        yield "vs last year"


def _along_time(result: Result) -> Iterator[str]:
    query, current = result.compiled.query, result.current
    if query.shown_grain is not None or current is None or not _is_dated(result):
        return
    if current.days >= LONG_FOR_MONTHS:
        yield f"by {Unit.MONTH}"
    elif current.days > LONG_FOR_WEEKS:
        yield f"by {Unit.WEEK}"
    elif current.days > 1:
        yield f"by {Unit.DAY}"


def _is_dated(result: Result) -> bool:
    """Numbers as of today have no other period."""
    index = result.index
    named = [name for name in result.compiled.query.metrics if index.has_metric(name)]
    leaves = [leaf for name in named for leaf in index.leaves(name)]
    return any(index.time_of(leaf.metric) is not None for leaf in leaves)


def _word(result: Result, dimension: str) -> str:
    label = result.index.dimension(dimension).label
    return label if label.isupper() else label[:1].lower() + label[1:]
