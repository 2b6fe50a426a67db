"""On which terms does somebody wait for a statement, and how is it told to end?"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock


class Cancel:
    """Tells whatever runs for somebody to end.

    Whoever runs something says how it is ended. To be told again does no harm, and is of use: what
    was about to begin may not have heard it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._ends: list[Callable[[], None]] = []
        self.asked = False

    def ask(self) -> None:
        with self._lock:
            self.asked = True
            for end in self._ends:
                end()

    @contextmanager
    def by(self, end: Callable[[], None]) -> Iterator[None]:
        """While this lasts, `end` is how it ends."""
        with self._lock:
            self._ends.append(end)
        try:
            yield
        finally:
            with self._lock:
                self._ends.remove(end)


@dataclass(frozen=True, slots=True)
class Terms:
    """`seconds` are the longest that a statement may run; the settings' where none are named.

    `waits`: where the same statement is under way already its rows are waited for; else UnderWay is
    raised. `cancel` is how it is told to end before its time, if it can be.
    """

    seconds: float | None = None
    waits: bool = True
    cancel: Cancel | None = None


USUAL = Terms()
