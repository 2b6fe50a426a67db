"""Which holidays are also members of a dimension, so that rows can be kept and split by them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.tokens import fold


def with_members(periods: Iterable[Link], members: tuple[Link, ...]) -> Iterator[Link]:
    """The links of periods, holidays with the member that their own words name."""
    for each in periods:
        meaning = each.meaning
        if meaning.role is Role.PERIOD and meaning.holiday:
            yield replace(each, meaning=replace(meaning, day=_member(each, meaning, members)))
        else:
            yield each


def _member(period: Link, meaning: Meaning, members: tuple[Link, ...]) -> tuple[str, str] | None:
    for each in members:
        inside = period.first <= each.first and each.last <= period.last
        for value in each.meaning.values if inside else ():
            if fold(str(value)) == fold(meaning.holiday or ""):
                return each.meaning.name, str(value)
    return None
