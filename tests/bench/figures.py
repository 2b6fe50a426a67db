"""What a measure gives: a median and a p95 over its samples, in a unit."""

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the page of benchmarks."""

    what: str
    median: float
    p95: float
    unit: str
    samples: int
    note: str = ""

    def __str__(self) -> str:
        figures = f"{self.median:10.2f} {self.p95:10.2f} {self.unit:<4} {self.samples:6}"
        return f"  {self.what:<52} {figures}  {self.note}"


def figure(what: str, samples: Sequence[float], unit: str, note: str = "") -> Figure:
    return Figure(what, statistics.median(samples), p95(samples), unit, len(samples), note)


def p95(samples: Sequence[float]) -> float:
    """The smallest sample that 95 % of them do not exceed."""
    return sorted(samples)[math.ceil(0.95 * len(samples)) - 1]


def milliseconds(do: Callable[[], object], times: int) -> list[float]:
    """How long each of so many calls took."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        do()
        taken.append((time.perf_counter() - begun) * 1_000)
    return taken
