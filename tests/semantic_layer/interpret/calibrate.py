"""How often are readings right, by what they had to guess? Fits the confidence of answers.

    PROVE=1 python -m tests.semantic_layer.interpret.calibrate var/warehouse/larkfield-demo.duckdb

A question's reading is right where its rows are those of its golden statement; a noisy one where it
is read as without the noise. Prints the curve and where it is from, for configuration.py.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import duckdb

from semantic_layer.interpret.confidence import fitted
from semantic_layer.interpret.outcome import Understood
from tests.semantic_layer.interpret.noisy import SEED, Answered, answered, noisy
from tests.semantic_layer.interpret.score import verdict


def readings(warehouse: Path | None = None) -> list[tuple[str, float, float, bool]]:
    """Of each answer its question, its doubt, its confidence, and whether it was right.

    Without a warehouse a question is taken to be read rightly as it stands.
    """

    @cache
    def is_right(place: int) -> bool:
        if warehouse is None:
            return True
        each = answered()[place]
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            found = verdict(each.entry, each.person, each.outcome, connection)
        return found in ("right", "unchecked")

    places = {id(each): place for place, each in enumerate(answered())}
    found = [_reading(each, each.outcome, is_right(places[id(each)])) for each in answered()]
    for each in noisy():
        if isinstance(each.outcome, Understood):
            right = each.kept and is_right(places[id(each.of)])
            found.append(_reading(each.of, each.outcome, right))
    return found


def _reading(of: Answered, outcome: Understood, right: bool) -> tuple[str, float, float, bool]:
    return of.text, outcome.doubt, outcome.confidence, right


def main() -> None:
    found = readings(Path(sys.argv[1]))
    wrong = sum(not right for *_, right in found)
    curve = fitted((doubt, right) for _, doubt, _, right in found)
    print(f"CONFIDENCE: Curve = {curve}")
    questions = len({text for text, *_ in found})
    print(f"{len(found)} readings of {questions} questions, {wrong} wrong, seed {SEED}")


if __name__ == "__main__":
    main()
