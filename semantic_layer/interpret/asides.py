"""Which stretches of a question tell why, for whom or in what mood it is asked, and limit nothing?

"My boss just called. Net sales by region last week, for the weekly sales meeting?" A stretch is
left aside where all its words are of circumstances.py, or say nothing, and one of them tells of
people or of talk: between two marks; ahead of the question, if it ends as a request does; or
behind it, if it begins with a "for" or a "because". Its words are shown as not used. A word of the
model, a past period, a number, a negation or a word that nobody knows keeps its stretch in the
question (told.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from semantic_layer.interpret.circumstances import LEADS_BEHIND, REQUESTS
from semantic_layer.interpret.courtesies import clauses
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.readings import Slot
from semantic_layer.interpret.roles import Meaning, Role
from semantic_layer.interpret.told import Kind, Told, kinds_of, tell
from semantic_layer.interpret.wording import phrases

ASKING = phrases(REQUESTS)
BEHIND = phrases(LEADS_BEHIND)
# ahead of a question they count it; "for the first one" behind it means one that was shown
COUNTED = phrases("first one | last one | next one | final one | another one")


def without_asides(linking: Linking, found: tuple[Slot, ...]) -> tuple[Slot, ...]:
    told = tell(linking, found)
    kinds = kinds_of(told)
    aside: set[int] = set()
    for clause in clauses(linking, found):
        aside.update(_aside_of(clause, kinds, told))
    left = [slot for at, slot in enumerate(found) if at not in aside]
    if not left or (_names_a_number(found) and not _names_a_number(left)):
        return found
    return tuple(
        replace(slot, meanings=(Meaning(Role.FILLER),)) if at in aside else slot
        for at, slot in enumerate(found)
    )


def _aside_of(clause: tuple[int, ...], kinds: list[Kind], told: Told) -> tuple[int, ...]:
    if all(kinds[at] is not Kind.OURS for at in clause):
        return clause if _tells(clause, kinds) else ()
    first = next(n for n, at in enumerate(clause) if kinds[at] is Kind.OURS)
    last = next(n for n in reversed(range(len(clause))) if kinds[clause[n]] is Kind.OURS)
    ahead = _up_to_the_request(clause[:first], told)
    behind = _from_the_lead(clause[last + 1 :], told)
    return tuple(at for part in (ahead, behind) if _tells(part, kinds) for at in part)


def _tells(part: tuple[int, ...], kinds: list[Kind]) -> bool:
    return any(kinds[at] is Kind.TELLS for at in part)


def _up_to_the_request(run: tuple[int, ...], told: Told) -> tuple[int, ...]:
    asking = told.covered(ASKING)
    ends = [n for n, at in enumerate(run) if told.found[at].last - 1 in asking]
    return run[: ends[-1] + 1] if ends else ()


def _from_the_lead(run: tuple[int, ...], told: Told) -> tuple[int, ...]:
    leads = told.covered(BEHIND)
    begun = next((n for n, at in enumerate(run) if told.found[at].first in leads), len(run))
    counted = told.covered(COUNTED)
    return () if any(counted.intersection(told.words(at)) for at in run[begun:]) else run[begun:]


def _names_a_number(slots: Iterable[Slot]) -> bool:
    return any(m.role in (Role.METRIC, Role.AMBIGUOUS) for slot in slots for m in slot.meanings)
