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
ALONE = SEVERAL | {"that", "it"}
DONE = frozenset({"did", "does"})  # "can you do that" is a courtesy
THESE = frozenset({"those", "these", "same", "the same"})
DOING = frozenset({"do", "did", "does", "have", "had"})
OWNED = frozenset({"their", "its"})
NAMED = (Role.METRIC, Role.DIMENSION, Role.MEMBER, Role.CONDITION, Role.PERSON, Role.COMPANY)
NOUNS = tuple(role for role in NAMED if role is not Role.METRIC)
TOO = frozenset({"too", "as well", "in addition", "again", "instead"})
CLAUSES = (Role.PAUSE, Role.AND)
# what tells which ones are meant: "those stores in Texas", "these brands that grew"
TELLING = frozenset({Role.NOT, Role.CONDITION, Role.MEMBER, Role.NEW})
RELATIVE = frozenset({"that", "which", "who", "whose", "with", "where", "having", "without"})
# what may stand behind a word that points, and make no noun of it
BEHIND = frozenset({None, *CLAUSES, Role.PERIOD, Role.GRAIN, Role.BY, Role.WHERE, Role.ADD})
BEHIND |= {Role.VERSUS, Role.COMPARED, Role.LAST_YEAR, Role.PREVIOUS, Role.PLAN, Role.SHARE}
SHOWN = "those shown"  # what a noun is used as that only points
DECLINED = (
    "I cannot tell whether “{}” means what I could not answer, or the answer before it. "
    "Name what you mean."
)
BACK = "I cannot tell what “{}” means here, as no answer stands before it. Ask the whole question."


def out_of_nothing(draft: Draft) -> str:
    """Why a question that goes on from one before cannot stand for itself."""
    word = pointer(draft) or goes_on(draft)
    return BACK.format(word) if word else ""


def of_what_was_refused(draft: Draft) -> str:
    """Why what points back may not be of the last answer, where a question was refused since."""
    word = pointer(draft)
    return DECLINED.format(word) if word else ""


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
    """The "and" of "and returns?", the "too" of "returns too": no whole question is made of it."""
    said = draft.breakdowns or draft.filters or draft.period or draft.grain or draft.ranked
    if said or len({name for _, name in draft.measures}) > 1:
        return ""
    for at, item in enumerate(draft.items):
        ended = draft.after(at, over=CLAUSES) < 0
        if (at == 0 and item.role is Role.AND) or (item.folded in TOO and ended):
            return item.text
    return ""


def _owns(draft: Draft, at: int, word: str) -> bool:
    """ "Their return rate", "what is its margin"; with an owner ahead it is theirs."""
    owned = draft.role(draft.after(at)) is Role.METRIC
    return word in OWNED and owned and not _named(draft, at)


def _points(draft: Draft, at: int, word: str, before: str, behind: str) -> bool:
    doing = DOING if word in SEVERAL else DONE
    if before in doing and word in ALONE and draft.role(at) in SILENT:
        return not _done_by(draft, at, word)  # "how did that convert"
    if word in SEVERAL and before == "of" and draft.role(at + 1) not in NOUNS:
        return not _named(draft, at)  # "which of those missed plan"
    noun = shown_noun(draft, at) if draft.items[at].folded in THESE else -1
    if noun >= 0 and not _placed(draft, noun):
        return not any(item.role in NOUNS for item in draft.items[:at])
    if draft.role(at + 1) not in BEHIND and behind not in COPULAS:
        return False
    if word == "there":
        return before not in COPULAS and behind not in COPULAS and not _named_apart(draft, at)
    if word not in POINTERS or before not in LEADS or draft.role(at) not in SILENT:
        return False
    return not (_named_apart(draft, at) if before in COPULAS else _named(draft, at))


def shown_noun(draft: Draft, at: int) -> int:
    """The noun of "those stores", "these five brands"; -1 where more is said of which they are."""
    noun = at + 1
    while draft.role(noun) in (Role.SAME, Role.NUMBER):
        noun += 1
    behind = draft.items[noun + 1].folded.split()[:1] if noun + 1 < len(draft.items) else []
    told = draft.role(noun + 1) in TELLING or bool(RELATIVE.intersection(behind))
    return noun if draft.role(noun) is Role.DIMENSION and not told else -1


def _placed(draft: Draft, noun: int) -> bool:
    """ "Those stores in Texas" are told by their place, "those stores in May" by nothing."""
    return draft.role(noun + 1) is Role.WHERE and draft.role(noun + 2) is not Role.PERIOD


def _done_by(draft: Draft, at: int, word: str) -> bool:
    """Whether somebody is named who did it: not by "how many orders did they have".

    "How did it go" speaks of no group.
    """
    numbers = [item for item in draft.items[:at] if item.role is Role.METRIC]
    several = len(numbers) > 1 or (word == "it" and not numbers)
    return several or any(item.role in NOUNS for item in draft.items[:at])


def _named(draft: Draft, at: int) -> bool:
    return any(item.role in NAMED for item in draft.items[:at])


def _named_apart(draft: Draft, at: int) -> bool:
    """Whether a clause before this one names what may be meant."""
    begun = max((n for n in range(at) if draft.role(n) in CLAUSES), default=0)
    return _named(draft, begun)
