"""Which words before a colon or a question mark only sum up what is asked behind it?

"Dead stock: products with more than 40 weeks of supply", "Winners: top 5 brands by orders". A word
that weighs things (slow, overstocked) has no number of its own: where a limit behind it says what
is meant, or a ranking what won, the heading is left aside; so is one for age where a day says since
when something is there. Any other unknown word in it may limit what is asked, and so may a member,
a period or a number: such a heading stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.readings import Slot
from semantic_layer.interpret.roles import Meaning, Role
from semantic_layer.interpret.wording import Phrases, covered, phrases
from semantic_layer.period import Span

# said by a limit
WEIGHED = phrases("""
    dead | slow | slow moving | slow movers | slow
    mover | stuck | sleepers | sleeping | overstocked | over stocked | overstock |
    understocked | under stocked | understock | too much | too little | too many | too few |
    stocking out | stocked out | out of stock | running out | running low | problem |
    problems | problematic | trouble | in trouble | at risk | risky | weak | weak spots |
    weak points | struggling | unhealthy | healthy | heavy | bloated | thin | lean |
    unproductive | productive | underperforming | underperformers | underperformer |
    overperforming | outperformers | outperforming | below par | not good enough | needs
    attention | need attention | red flags | red flag | watch list | watchlist | exceptions
    | hot spots | hotspots | offenders | repeat offenders | who owes us | who is late |
    who's late | who is behind | who's behind | who let us down | who needs chasing | whom
    to chase | who to chase | candidates | markdown candidates | to clear | to watch | to
    fix | to chase | trouble spots | trouble spot | pain points | pain point | dead wood |
    deadwood | dust collectors | shelf warmers | bad apples | black sheep | bottlenecks | sore spots
""")
# said by a ranking too
RANKED = phrases("""
    winners | winner | losers | loser | winners and losers | stars | star performers | star
    performer | heroes | hero | champions | champion | leaders | laggards | leader board |
    leaderboard | league table | podium | hit list | hit parade | hits | flops | best
    sellers | bestsellers | best seller | top sellers | hot sellers | worst sellers | top
    performers | bottom performers | best performers | worst performers | what's hot | what
    is hot | what's not | what's selling | what is selling | what sells | what's moving |
    where is the money going | where does the money go | where does it hurt | darlings |
    favourites | favorites | heavy hitters | big hitters | heavyweights | workhorses |
    crown jewels | cash cows | money makers | moneymakers | rainmakers | big spenders | underdogs |
    wallflowers | duds | slow movers | slow mover | sleepers | dead wood | deadwood |
    shelf warmers | trouble spots | pain points | bad apples | black sheep | big names |
    who is slipping | who's slipping | who is winning | who's winning | worst offenders | worst
    offender | movers and shakers | fast movers | big movers
""")
# said by a day before, or since, which something is there
AGED = phrases("old | older | oldies | aged | ageing | aging | ancient | stale | long standing")
YOUNG = phrases("new | newer | young | fresh | recent | newcomers | newbies")
# said by what something has none of
WITHOUT = phrases("""
    dead | dead wood | deadwood | sleepers | sleeping | stuck | shelf warmers | dust collectors |
    duds | flops | not moving | idle | inactive
""")
HEADING_ENDS = (":", "?", "-", "!")
LIMITS = frozenset(
    {Role.MORE, Role.LESS, Role.OVER, Role.AT_LEAST, Role.AT_MOST, Role.BETWEEN, Role.OR_MORE}
    | {Role.OR_LESS}
)
RANKINGS = frozenset({Role.HIGH, Role.LOW, Role.BEST, Role.WORST})
SILENT = frozenset(
    {Role.FILLER, Role.VERB, Role.OWN, Role.PAUSE, Role.AND, Role.WHERE, Role.ANY}
    | {Role.METRIC, Role.DIMENSION, Role.AMBIGUOUS}
)
NEVER_ASIDE = frozenset({Role.MEMBER, Role.PERIOD, Role.NUMBER, Role.CLOSED_METRIC})


def without_headings(linking: Linking, found: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The slots with a first heading left aside, where what is behind it says the same."""
    ended = _end(linking, found)
    if ended is None or not _says_all(found[ended + 1 :]):
        return found
    summed_up = covered([token.folded for token in linking.tokens], _said_again(found[ended + 1 :]))
    heading = range(ended + 1)
    if not any(summed_up.intersection(_words(linking, found[at])) for at in heading):
        return found
    if not all(_adds_nothing(linking, found[at], summed_up) for at in heading):
        return found
    return tuple(
        replace(slot, meanings=(Meaning(Role.FILLER),)) if at in heading else slot
        for at, slot in enumerate(found)
    )


def _said_again(rest: tuple[Slot, ...]) -> Phrases:
    """The words of a heading that what is behind it says in another way."""
    meanings = tuple(slot.meanings[0] for slot in rest)
    said = {meaning.role for meaning in meanings}
    pairs = tuple(pairwise(meanings))
    ways = (
        (said & LIMITS, WEIGHED | RANKED),
        (said & RANKINGS, RANKED),
        (any(_has_none(*pair) for pair in pairs), WITHOUT),
        (any(_begun(*pair) == (False, True) for pair in pairs), AGED),
        (any(_begun(*pair) == (True, False) for pair in pairs), YOUNG),
    )
    return frozenset().union(*(known for holds, known in ways if holds))


def _has_none(no: Meaning, what: Meaning) -> bool:
    """ "With no sales": of a member it would only leave that one out."""
    return no.role is Role.NOT and what.role is Role.METRIC


def _begun(of: Meaning, when: Meaning) -> tuple[bool, bool]:
    """Whether a date of something ("opened", "launched") has a first and a last day behind it."""
    span = when.period if of.role is Role.DIMENSION else None
    return (
        (span.start is not None, span.end is not None) if isinstance(span, Span) else (False,) * 2
    )


def _end(linking: Linking, found: tuple[Slot, ...]) -> int | None:
    """The place of the mark behind the first words, if one of a heading's ends them."""
    for at, slot in enumerate(found):
        mark = linking.tokens[slot.last - 1]
        if not mark.folded and mark.text in HEADING_ENDS:
            return at
    return None


def _says_all(rest: tuple[Slot, ...]) -> bool:
    return any(slot.meanings[0].role is Role.METRIC for slot in rest)


def _adds_nothing(linking: Linking, slot: Slot, summed_up: frozenset[int]) -> bool:
    if summed_up.issuperset(_words(linking, slot)):
        return not all(m.role in NEVER_ASIDE for m in slot.meanings)
    return slot.meanings[0].role in SILENT


def _words(linking: Linking, slot: Slot) -> Iterator[int]:
    return (at for at in range(slot.first, slot.last) if linking.tokens[at].folded)
