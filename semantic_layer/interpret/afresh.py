"""Does a question say that it goes on from nothing: "new question: …", "forget that. …"?"""

from __future__ import annotations

from semantic_layer.interpret.tokens import TokenKind, tokenize
from semantic_layer.interpret.wording import phrases

SMALL = frozenset({"ok", "okay", "so", "now", "right", "well", "lets", "let", "s", "us", "please"})
AFRESH = phrases(
    "reset | start over | starting over | start again | start afresh | start fresh | fresh start |"
    "from scratch | clean slate | new question | a new question | another question |"
    "a different question | different question | fresh question | a fresh question |"
    "separate question | a separate question | unrelated | unrelated question | something else |"
    "something different | change of subject | change of topic | changing the subject |"
    "changing topic | new topic | new subject | different topic | different subject |"
    "on another note | on a different note | on another topic | moving on | next topic |"
    "forget that | forget all that | forget it | forget all of that | forget everything |"
    "scratch that | scratch all that | never mind | never mind that | nevermind | clear all |"
    "clear everything | clear"
)
ENDS = frozenset({".", ":", "-", "—", "–", ",", ";", "!", "..."})


def without_opening(text: str) -> str | None:
    """The text with blanks in place of such an opening; None where it has none.

    A mark ends it, and something is asked behind it. What the words mean elsewhere stays theirs.
    """
    tokens = tokenize(text)
    said: tuple[str, ...] = ()
    for token in tokens[:-1]:
        if token.kind is not TokenKind.MARK:
            said += () if token.folded in SMALL and not said else (token.folded,)
        elif said or token.text not in ENDS:
            opens = token.text in ENDS and said in AFRESH
            return " " * token.end + text[token.end :] if opens else None
    return None
