"""Which members are set against each other: "App vs web", "Hats or Belts", "more than Belts"?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Draft
from semantic_layer.interpret.grammar.beaten import BEATEN
from semantic_layer.interpret.lexicon import DISPLAYED
from semantic_layer.interpret.roles import Role

OUTDONE = frozenset(
    {"beat", "beats", "outsell", "outsells", "outsold", "topped", "tops", "surpassed"}
    | {"outperform", "outperforms", "outperformed", "trail", "trails", "trailed"}
)
ITSELF = "“{}” is set against itself here. Name the period of each of the two, or its date."
ASKS_AGAIN = (["how"], ["what"])


def against_each_other(draft: Draft, last: int, at: int, joins: list[int]) -> bool:
    """Whether words between two members of one dimension make a list of them."""
    if draft.name(last) != draft.name(at):
        return False
    either = _says_or(draft, joins) and _asks_for_more(draft)
    return either or _compared(draft, last, at) or _better_than(draft, at)


def contrast(draft: Draft, chain: tuple[int, ...], *, apart: bool) -> Draft:
    """ "App vs web", "compare App and web": both, and one row each."""
    compare = next((at for at in draft.all(Role.COMPARE) if at < chain[0]), -1)
    name = draft.name(chain[0])
    if itself := _against_itself(draft, chain):
        return replace(draft, trouble=draft.trouble or ITSELF.format(itself))
    more = _asks_which(draft, chain)
    if more:
        beaten = any(draft.items[n].folded in OUTDONE for n in more)
        draft, apart = draft.bind(more, BEATEN if beaten else "one against the other"), True
    if apart and all(known != name for _, known in draft.breakdowns):
        return replace(draft, breakdowns=(*draft.breakdowns, (chain[0], name)))
    if compare >= 0 and len(chain) > 1 and not draft.comparisons:
        draft = draft.bind((compare,), "one row each")
    elif not any(draft.role(at) is Role.VERSUS for at in chain):
        return draft
    return replace(draft, breakdowns=(*draft.breakdowns, (chain[0], draft.name(chain[0]))))


def _against_itself(draft: Draft, chain: tuple[int, ...]) -> str:
    """ "Friday vs Friday last week": of two times, and the words name one."""
    if not any(draft.role(at) is Role.VERSUS for at in chain):
        return ""
    said: set[object] = set()
    for at in chain:
        if draft.role(at) is Role.MEMBER:
            values = draft.name(at), draft.items[at].meaning.values
            if values in said:
                return draft.items[at].text
            said.add(values)
    return ""


def one_by_one(draft: Draft, chain: tuple[int, ...]) -> bool:
    """Whether members are named each for itself.

    "Of Hats and of Belts" and "our flagships and our outlets" repeat the word before them; names
    that stand side by side have no word that adds them up.
    """
    first, name = chain[0], draft.name(chain[0])
    shown = len(chain) > 1 and any(item.folded in DISPLAYED for item in draft.items)
    if shown or _series_of_each(draft, chain) or _asked_again(draft, chain):
        return True
    if _heads_the_rest(draft, chain):
        return True
    if any(draft.role(n) is Role.OWN for n in range(first, chain[-1])):
        return True
    members = [at for at in chain if draft.role(at) is Role.MEMBER]
    if len(members) > 1 and len({draft.name(at) for at in members}) == 1:
        joins = {draft.role(n) for n in range(members[0], members[-1])} - {Role.MEMBER}
        if joins <= {Role.PAUSE}:
            return True
    lead = draft.ahead_of(first, over={Role.ANY})
    join = draft.ahead_of(lead, over={Role.PAUSE})
    before = draft.ahead_of(join, over={Role.PAUSE})
    repeated = draft.role(lead) is Role.WHERE and draft.role(join) is Role.AND
    return repeated and draft.role(before) is Role.MEMBER and draft.name(before) == name


def _asked_again(draft: Draft, chain: tuple[int, ...]) -> bool:
    """ "How much of Hats, and how much of Belts": the question is put for each of them."""
    name = draft.name(chain[0])
    before = (n for n in range(chain[0]) if draft.role(n) is Role.MEMBER and draft.name(n) == name)
    between = range(next(before, chain[0]) + 1, chain[-1])
    return any(draft.items[n].folded.split()[:1] in ASKS_AGAIN for n in between)


def _series_of_each(draft: Draft, chain: tuple[int, ...]) -> bool:
    """ "The North and South depots each month": a series of each, where their noun is said."""
    noun = draft.after(chain[-1])
    named = draft.role(noun) is Role.DIMENSION and draft.name(noun) == draft.name(chain[-1])
    several = sum(draft.role(at) is Role.MEMBER for at in chain) > 1
    series = draft.items[draft.after(noun)].folded.split()[:1] in (["each"], ["every"])
    return named and several and series


def _heads_the_rest(draft: Draft, chain: tuple[int, ...]) -> bool:
    """ "Hats, Belts and Boots: units and returns" is a row for each, and so is ": Hats, Belts"."""
    members = [at for at in chain if draft.role(at) is Role.MEMBER]
    several = len(members) > 1 and len({draft.name(at) for at in members}) == 1
    marks = (draft.ahead_of(chain[0]), draft.after(chain[-1]))
    parted = any(at >= 0 and draft.items[at].text == ":" for at in marks)
    return several and parted and not any(item.role is Role.ALONE for item in draft.items)


def _asks_which(draft: Draft, chain: tuple[int, ...]) -> tuple[int, ...]:
    """ "Were there more orders online or in the app": which of them had more."""
    between = range(chain[0], chain[-1])
    than = tuple(n for n in between if draft.free(n, Role.MORE, Role.LESS))
    either = any(draft.items[n].folded in ("or", "than") for n in between)
    names = {draft.name(at) for at in chain if draft.role(at) is Role.MEMBER}
    if len(names) != 1:
        return ()
    return (*than, *(draft.all(Role.HIGHER, Role.LOWER) if either else ()))


def _compared(draft: Draft, last: int, at: int) -> bool:
    """ "Compare Hats with Belts"."""
    joined = [n for n in range(last + 1, at) if draft.role(n) is not Role.FILLER]
    with_it = len(joined) == 1 and draft.items[joined[0]].folded in ("with", "to", "against")
    return with_it and any(draft.role(n) is Role.COMPARE for n in range(last))


def _better_than(draft: Draft, at: int) -> bool:
    """ "Did Hats beat Belts", "do better than Belts": a limit names a number, this a member."""
    than = draft.ahead_of(at, over={Role.WHERE, Role.ANY})
    said = draft.free(than, Role.MORE, Role.LESS, Role.VERSUS)
    words = draft.items[than].folded.split() if said else []
    return "than" in words or bool(OUTDONE.intersection(words))


def _says_or(draft: Draft, joins: list[int]) -> bool:
    small = {Role.AND, Role.WHERE, Role.ANY, Role.FILLER}
    said = any(draft.items[n].folded == "or" for n in joins)
    return said and {draft.role(n) for n in joins} <= small


def _asks_for_more(draft: Draft) -> bool:
    return any(item.role in (Role.HIGHER, Role.LOWER) for item in draft.items)
