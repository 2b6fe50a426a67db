"""Is the table of holidays whole?"""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from semantic_layer.model.holidays import FixedDay, WrittenDays
from semantic_layer.model.located import Where
from semantic_layer.model.mistake import Mistake
from semantic_layer.model.sections import Parts

ORDINARY_YEAR = 2023  # without a 29 February


def holidays_fall_once_a_year(parts: Parts) -> Iterator[Mistake]:
    for each in parts.holidays:
        rule = each.rule
        if isinstance(rule, FixedDay):
            last = calendar.monthrange(ORDINARY_YEAR, rule.month)[1]
            if rule.day > last:
                message = f"month {rule.month} has no day {rule.day} in every year"
                yield Mistake("holidays", each.name, ("rule", "day"), message)
        elif isinstance(rule, WrittenDays):
            years = [day.year for day in rule.dates]
            for i, year in enumerate(years):
                if year in years[:i]:
                    message = f"there is a day in {year} already; each year has one at most"
                    yield Mistake("holidays", each.name, ("rule", "dates", i), message)


def holiday_words_mean_one_day(parts: Parts) -> Iterator[Mistake]:
    taken: dict[str, str] = {}
    for each in parts.holidays:
        words: list[tuple[Where, str]] = [(("name",), each.name)]
        words += [(("synonyms", i), word) for i, word in enumerate(each.synonyms)]
        for path, word in words:
            owner = taken.setdefault(word.casefold(), each.name)
            if owner != each.name:
                message = f"“{word}” is a word of {owner} already"
                yield Mistake("holidays", each.name, path, message)
