"""Which of the choices offered in the turn before does an answer pick?"""

from __future__ import annotations

from semantic_layer.interpret.outcome import Choice
from semantic_layer.interpret.phrases import PHRASES
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.stems import stem
from semantic_layer.interpret.tokens import TokenKind, fold, tokenize
from semantic_layer.model.index import ModelIndex

FIRST_TO_LAST = ("first", "second", "third", "fourth")
LIGHT = frozenset(
    word
    for role in (Role.FILLER, Role.VERB, Role.WHERE, Role.ANY, Role.ONLY, Role.AND, Role.REPLACE)
    for phrase in PHRASES[role].split("|")
    for word in fold(phrase).split()
)


def chosen(text: str, offered: tuple[Choice, ...], index: ModelIndex) -> Choice | None:
    """The one choice that has all the words of a short answer, or whose number is named."""
    words = [token.folded for token in tokenize(text) if token.kind is not TokenKind.MARK]
    labelled = [each for each in offered if fold(each.label).split() == words]
    if len(labelled) == 1:  # a label may consist of light words alone: "ask it all the same"
        return labelled[0]
    said = [word for word in words if word not in LIGHT]
    if len(said) == 1 and said[0] in FIRST_TO_LAST:
        place = FIRST_TO_LAST.index(said[0])
        return offered[place] if place < len(offered) else None
    if not said:
        return None
    wanted = {stem(word) for word in said}
    called = [each for each in offered if wanted == {stem(w) for w in fold(each.label).split()}]
    if len(called) == 1:
        return called[0]
    named = [each for each in offered if " ".join(words) in _names(each, index)]
    if len(named) == 1:
        return named[0]
    labels = [_words(each, index) for each in offered]
    found = [each for each, own in zip(offered, labels, strict=True) if wanted <= own]
    exact = [each for each, own in zip(offered, labels, strict=True) if wanted == own]
    return (exact or found)[0] if len(exact or found) == 1 else None


def _names(choice: Choice, index: ModelIndex) -> set[str]:
    """What people call the number that picking the choice settles."""
    meant = choice.settles.meant if choice.settles is not None else ""
    if not index.has_metric(meant):
        return set()
    metric = index.metric(meant)
    return {fold(each) for each in (metric.label, *metric.synonyms)}


def _words(choice: Choice, index: ModelIndex) -> set[str]:
    """The words of a choice: its label's, and those that settle an ambiguous word for it."""
    said = [choice.label]
    named = {*choice.query.metrics, *choice.query.dimensions} if choice.query else set()
    asked = choice.settles.said if choice.settles is not None else ""
    for word in index.model.ambiguous:
        if asked and fold(word.word) != asked:
            continue  # its words tell the readings of another word apart
        for name, words in word.unless.items():
            if name in named:
                said += words
    return {stem(word) for each in said for word in fold(each).split()}
