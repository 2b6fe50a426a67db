"""How often are readings right, by what they had to guess? Fits the confidence of answers.

    PROVE=1 python -m tests.semantic_layer.interpret.calibrate

What somebody asks was not there when the rules were written, and so those questions count that
nobody had seen: the second and the fifth set that measure, as each was answered when first asked.
A question's reading is right where its rows were those of its golden statement; a noisy one where
the question was, and is read as without the noise. Prints the curve and where it is from, for
configuration.py.
"""

from __future__ import annotations

from semantic_layer.interpret.confidence import fitted
from semantic_layer.interpret.outcome import Understood
from tests.semantic_layer.interpret.noisy import FIRST_RIGHT, SEED, Answered, answered, noisy_unseen


def readings() -> list[tuple[str, float, float, bool]]:
    """Of each answer its question, its doubt, its confidence, and whether it was right."""
    found = [_reading(each, each.outcome, kept=True) for each in answered(unseen=True)]
    found += [
        _reading(each.of, each.outcome, kept=each.kept)
        for each in noisy_unseen()
        if isinstance(each.outcome, Understood)
    ]
    return found


def _reading(of: Answered, outcome: Understood, *, kept: bool) -> tuple[str, float, float, bool]:
    right = kept and of.entry["id"] in FIRST_RIGHT
    return of.text, outcome.doubt, outcome.confidence, right


def main() -> None:
    found = readings()
    wrong = sum(not right for *_, right in found)
    curve = fitted((doubt, right) for _, doubt, _, right in found)
    print(f"CONFIDENCE: Curve = {curve}")
    questions = len({text for text, *_ in found})
    print(f"{len(found)} readings of {questions} questions, {wrong} wrong, seed {SEED}")


if __name__ == "__main__":
    main()
