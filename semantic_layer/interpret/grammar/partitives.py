"""Of which noun is a number of the ranked said: "of the stores in Ohio, which three sold most"?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft, Ranked
from semantic_layer.interpret.roles import Role

LEADS = frozenset({"of", "among", "amongst", "from", "within"})


def of_the_named(draft: Draft, context: Context) -> Draft:
    """So many of the noun that came first, where no noun stands behind the number."""
    which = next((at for at, item in enumerate(draft.items) if item.role is Role.WHICH), -1)
    number, noun = draft.after(which), _noun_that_opens(draft)
    known = _whole(draft, number)
    limit = draft.ranked.limit if draft.ranked is not None else None
    if noun < 0 or which < noun or draft.breakdowns or not known or limit not in (None, known):
        return draft
    return draft.bind(
        (which, number, noun),
        "breakdown",
        context.configuration.bound,
        breakdowns=((noun, draft.name(noun)),),
        ranked=replace(draft.ranked or Ranked(), limit=known),
    )


def _whole(draft: Draft, at: int) -> int:
    """The number that stands there, free or taken by the ranking; 0 for any other."""
    taken = draft.used.get(at, "ranking") == "ranking"
    if draft.role(at) is not Role.NUMBER or draft.items[at].meaning.sign or not taken:
        return 0
    number = draft.items[at].meaning.number or 0.0
    return int(number) if number == int(number) else 0


def _noun_that_opens(draft: Draft) -> int:
    """The noun of a question that begins with "of our", "among the" or "out of all"; -1: none."""
    first = next((at for at, item in enumerate(draft.items) if item.role is not Role.FILLER), -1)
    words = draft.items[first].folded.split() if first >= 0 else []
    noun = draft.after(first, over={Role.ANY, Role.MEMBER})
    led = draft.role(first) is Role.WHERE and bool(LEADS.intersection(words))
    taken = draft.used.get(noun, "what ").startswith("what ")
    return noun if led and taken and draft.role(noun) is Role.DIMENSION else -1
