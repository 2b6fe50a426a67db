"""Does somebody take back the last change of a conversation: "undo", "no, go back please"?"""

from __future__ import annotations

from semantic_layer.interpret.tokens import TokenKind, tokenize
from semantic_layer.interpret.wording import phrases

SMALL = frozenset(
    {"please", "pls", "can", "could", "you", "we", "i", "lets", "let", "s", "us", "just", "ok"}
    | {"okay", "no", "sorry", "now", "oh", "the", "a", "to", "that", "it", "this", "one", "want"}
    | {"thanks", "and", "my", "so", "actually", "hm", "hmm", "oops", "well", "would", "like"}
)
TAKES_BACK = phrases(
    "undo | undo change | undo last | undo last change | undo step | undo last step | revert |"
    "revert change | revert last change | go back | back | back up | step back | go step back |"
    "go back step | take back | scratch | as before | as was | as was before | how was before |"
    "back as was | back before | go back before | back previous | go back previous |"
    "back previous question | go back previous question | go back question before |"
    "back question before | go back last question | back last question | return previous |"
    "return previous question | never mind last change | forget last change | drop last change |"
    "cancel last change | not change"
)


def takes_back(text: str) -> bool:
    """Whether the words say this and nothing else."""
    words = (token.folded for token in tokenize(text) if token.kind is not TokenKind.MARK)
    return tuple(word for word in words if word not in SMALL) in TAKES_BACK


__all__ = ["takes_back"]
