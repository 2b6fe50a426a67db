"""How many of the example questions does the whole library answer rightly on a warehouse?

    python -m tests.semantic_layer.interpret.score var/warehouse/larkfield-demo.duckdb

Each question is interpreted, compiled, secured, checked and run, and its rows are compared with
those of its golden statement. Prints every question that is not right, and the tally.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb

from semantic_layer.check import check
from semantic_layer.compile import compile_query
from semantic_layer.errors import QuestionError
from semantic_layer.interpret.outcome import Choice, Clarification, Outcome, Understood
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure
from tests.semantic_layer.answers import LARKFIELD_CLOCK
from tests.semantic_layer.interpret.asking import ask, seen_by

QUESTIONS = Path("tests/corpora/questions/larkfield.jsonl")
PEOPLE = {
    "elena.exec": "executive",
    "mara.merch": "merchandiser",
    "sam.southwest": "manager",
    "ada.admin": "administrator",
    "owen.owner": "owner",
    "olivia.owner": "owner",
    "ana.analyst": "analyst",
}
Cell = str | float | None
Row = tuple[Cell, ...]
Entry = dict[str, object]


@dataclass(frozen=True)
class Turn:
    """What a conversation has come to: the query before, and the choices on offer."""

    previous: MetricQuery | None = None
    offered: tuple[Choice, ...] = ()
    earlier: tuple[MetricQuery, ...] = ()


def outcomes() -> Iterator[tuple[Entry, str, Outcome]]:
    """Each example question with its asker and outcome, the turns of a conversation in order."""
    turns: dict[object, Turn] = {}
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        entry: Entry = json.loads(line)
        person, conversation = PEOPLE[str(entry["user"])], entry["conversation"]
        turn = turns.get(conversation, Turn()) if conversation else Turn()
        outcome = ask(str(entry["question"]), person, turn.previous, turn.offered, turn.earlier)
        turns[conversation] = following(turn, outcome)
        yield entry, person, outcome


def following(turn: Turn, outcome: Outcome) -> Turn:
    match outcome:
        case Understood():
            return Turn(outcome.query, earlier=(turn.previous,) if turn.previous else ())
        case Clarification():
            return Turn(turn.previous, outcome.choices, turn.earlier)
        case _:
            return Turn()  # "it" would be what was declined


def verdict(
    entry: Entry, person: str, outcome: Outcome, warehouse: duckdb.DuckDBPyConnection
) -> str:
    declined = entry["expect"] != "answered"
    if not isinstance(outcome, Understood):
        return "rightly declined" if declined else "abstained"
    try:
        rows = run(outcome.query, person, warehouse)
    except QuestionError as error:
        return "rightly declined" if declined else f"abstained: {error.detail}"
    if declined:
        return "overanswered"
    if not entry["gold_sql"]:
        return "unchecked"
    gold = warehouse.execute(str(entry["gold_sql"])).fetchall()
    return "right" if same(gold, rows, bool(entry["ordered"])) else "WRONG"


def run(
    query: MetricQuery, person: str, warehouse: duckdb.DuckDBPyConnection
) -> list[tuple[object, ...]]:
    index, policy = seen_by(person)
    compiled = compile_query(query, index, LARKFIELD_CLOCK)
    statement = check(secure(compiled, index, policy), index, policy, "duckdb")
    found = warehouse.execute(statement.text, list(statement.parameters)).fetchall()
    return [tuple(row[: len(compiled.columns)]) for row in found]


def same(gold: Sequence[Sequence[object]], rows: Sequence[Sequence[object]], ordered: bool) -> bool:
    """Whether some columns of the rows are those of the golden ones; others are free.

    A golden text column of one value may be missing: the question named it.
    """
    if len(gold) != len(rows):
        return False
    wanted = [column for column in zip(*map(_cells, gold), strict=True) if not _constant(column)]
    given = list(zip(*map(_cells, rows), strict=True))
    return _matches(wanted, given, (), ordered)


def _constant(column: Row) -> bool:
    return len(column) > 1 and len(set(column)) == 1 and isinstance(column[0], str)


def _matches(
    wanted: Sequence[Row], given: Sequence[Row], taken: tuple[int, ...], ordered: bool
) -> bool:
    if len(taken) == len(wanted):
        gold = list(zip(*wanted, strict=True))
        rows = list(zip(*(given[at] for at in taken), strict=True))
        if not ordered:
            gold, rows = sorted(gold, key=_sortable), sorted(rows, key=_sortable)
        return all(map(_near, gold, rows))
    column = sorted(wanted[len(taken)], key=_sortable_cell)
    return any(
        _near(column, sorted(given[at], key=_sortable_cell))
        and _matches(wanted, given, (*taken, at), ordered)
        for at in range(len(given))
        if at not in taken
    )


def _cells(row: Sequence[object]) -> Row:
    return tuple(map(_cell, row))


def _cell(value: object) -> Cell:
    match value:
        case None:
            return None
        case bool():
            return str(value).lower()
        case int() | float() | Decimal():
            return round(float(value), 4)
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _sortable(row: Row) -> tuple[list[str], list[tuple[int, str, float]]]:
    """By the row's names, then by its numbers."""
    return [cell for cell in row if isinstance(cell, str)], list(map(_sortable_cell, row))


def _sortable_cell(cell: Cell) -> tuple[int, str, float]:
    if cell is None:
        return (0, "", 0.0)
    return (1, cell, 0.0) if isinstance(cell, str) else (2, "", cell)


def _near(one: Sequence[Cell], other: Sequence[Cell]) -> bool:
    return all(map(_equal, one, other))


def _equal(one: Cell, other: Cell) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= max(0.0005 if abs(one) < 1 else 0.005, 1e-6 * abs(one))
    return one == other


def main() -> None:
    warehouse = duckdb.connect(sys.argv[1], read_only=True)
    tally: Counter[str] = Counter()
    for entry, person, outcome in outcomes():
        found = verdict(entry, person, outcome, warehouse)
        tally[found.partition(":")[0]] += 1
        if found not in ("right", "rightly declined"):
            print(entry["id"], found, entry["question"], sep=" | ")
    print(dict(tally))


if __name__ == "__main__":
    main()
