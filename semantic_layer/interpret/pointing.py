"""Does a question point back to the one before: "how many orders was that", "their return rate"?

Words that point are silent where what they mean stands in the same question. Where it does not,
they mean what the answer before was about, and without one they mean nothing.
"""

from __future__ import annotations

from semantic_layer.interpret.draft import SILENT, Draft
from semantic_layer.interpret.roles import Role

POINTERS = frozenset({"that", "those", "these", "them", "it", "this"})
COPULAS = frozenset({"was", "were", "is", "are"})
LEADS = COPULAS | {"of", "for", "from", "in", "by", "with", "on"}
SEVERAL = frozenset({"they", "those", "these", "them"})
DONE = frozenset({"did", "does"})  # "can you do that" is a courtesy
DOING = frozenset({"do", "did", "does", "have", "had"})
OWNED = frozenset({"their", "its"})
NAMED = (Role.METRIC, Role.DIMENSION, Role.MEMBER, Role.CONDITION, Role.PERSON, Role.COMPANY)
CLAUSES = (Role.PAUSE, Role.AND)
# what may stand behind a word that points, and make no noun of it
BEHIND = frozenset({None, *CLAUSES, Role.PERIOD, Role.GRAIN, Role.BY, Role.WHERE, Role.ADD})
BEHIND |= {Role.VERSUS, Role.COMPARED, Role.LAST_YEAR, Role.PREVIOUS, Role.PLAN, Role.SHARE}
BACK = "I cannot tell what “{}” means here, as no answer stands before it. Ask the whole question."


def out_of_nothing(draft: Draft) -> str:
    """Why a question that goes on from one before cannot stand for itself."""
    word = pointer(draft) or goes_on(draft)
    return BACK.format(word) if word else ""


def pointer(draft: Draft) -> str:
    """The first word that means something outside of the question; "" where there is none."""
    words = [(word, at) for at, item in enumerate(draft.items) for word in item.folded.split()]
    before = ""
    for place, (word, at) in enumerate(words):
        behind = words[place + 1][0] if words[place + 1 : place + 2] else ""
        if _owns(draft, at, word) or _points(draft, at, word, before, behind):
            return word
        before = word
    return ""


def goes_on(draft: Draft) -> str:
    """The "and" of "and returns?", which says nothing that would make a whole question of it."""
    said = draft.breakdowns or draft.filters or draft.period or draft.grain or draft.ranked
    if not draft.items or draft.role(0) is not Role.AND or said:
        return ""
    return draft.items[0].text


def _owns(draft: Draft, at: int, word: str) -> bool:
    """ "Their return rate", "what is its margin"; with an owner ahead it is theirs."""
    owned = draft.role(draft.after(at)) is Role.METRIC
    return word in OWNED and owned and not _named(draft, at)


def _points(draft: Draft, at: int, word: str, before: str, behind: str) -> bool:
    doing = DOING if word in SEVERAL else DONE
    if before in doing and (word in SEVERAL or word == "that"):
        return draft.role(at) in SILENT and not _named(draft, at)  # "how did that convert"
    if draft.role(at + 1) not in BEHIND and behind not in COPULAS:
        return False
    if word == "there":
        return before not in COPULAS and behind not in COPULAS and not _named_apart(draft, at)
    if word not in POINTERS or before not in LEADS or draft.role(at) not in SILENT:
        return False
    return not (_named_apart(draft, at) if before in COPULAS else _named(draft, at))


def _named(draft: Draft, at: int) -> bool:
    return any(item.role in NAMED for item in draft.items[:at])


def _named_apart(draft: Draft, at: int) -> bool:
    """Whether a clause before this one names what may be meant."""
    begun = max((n for n in range(at) if draft.role(n) in CLAUSES), default=0)
    return _named(draft, begun)
