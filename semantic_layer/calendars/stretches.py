"""What is one week, month, quarter or year of a calendar?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from semantic_layer.period import Unit


@dataclass(frozen=True, slots=True)
class Stretch:
    """One unit of a calendar, the `number`-th of its year; both days are in it."""

    unit: Unit
    year: int
    number: int
    start: date
    end: date

    @property
    def middle(self) -> date:
        """A day of the Gregorian month, and year, that most of its days lie in."""
        return self.start + (self.end - self.start) / 2
