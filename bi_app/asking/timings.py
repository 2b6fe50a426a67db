"""How long did each step take, and to which share of the life cycle does it belong?"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from types import MappingProxyType


class Share(StrEnum):
    ROUTING = "routing"
    GOVERNANCE = "governance"
    CONTEXT = "context"
    MONITORING = "monitoring"
    POLICY = "policy"
    PREPARATION = "preparation"
    AUDIT = "audit"
    MODEL = "model"


SHARES: Mapping[str, Share] = MappingProxyType(
    {
        "admit": Share.GOVERNANCE,
        "hold": Share.GOVERNANCE,
        "recall": Share.CONTEXT,
        "retrieve": Share.CONTEXT,
        "route": Share.ROUTING,
        "interpret": Share.MODEL,
        "compile": Share.PREPARATION,
        "estimate": Share.GOVERNANCE,
        "secure": Share.POLICY,
        "check": Share.POLICY,
        "execute": Share.PREPARATION,
        "present": Share.PREPARATION,
        "record": Share.AUDIT,
    }
)


class Timings:
    """The clock of one question; steps are timed as they happen, and told as they begin."""

    def __init__(self, begins: Callable[[str], None] = lambda step: None) -> None:
        self._begins = begins
        self._began = time.perf_counter()
        self._seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self._begins(name)
        began = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[name] += time.perf_counter() - began

    def seconds(self, name: str) -> float:
        """How long a step has taken so far."""
        return self._seconds.get(name, 0.0)

    def milliseconds(self) -> dict[str, float]:
        """Each step's so far, and the total since the beginning."""
        steps = {name: _milli(seconds) for name, seconds in self._seconds.items()}
        return {"total": _milli(time.perf_counter() - self._began), **steps}

    def by_share(self) -> dict[str, float]:
        shares: dict[str, float] = defaultdict(float)
        for name, seconds in self._seconds.items():
            shares[SHARES[name]] += seconds
        return {share: _milli(seconds) for share, seconds in shares.items()}


def _milli(seconds: float) -> float:
    return round(seconds * 1000, 2)
