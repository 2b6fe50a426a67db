"""Does a query that was proposed stand, and is it to be answered or confirmed first?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop

from bi_app.asking.asking import Asking
from bi_app.asking.certain import certain
from bi_app.asking.faithful import is_plain, may_lean, says_all, says_no_more
from bi_app.asking.names import names_in, texts_in
from bi_app.asking.permit import permit
from bi_app.asking.route import Route
from bi_app.language.choices import Choices
from bi_app.language.reply import Proposal
from bi_app.language.schema import WORDING
from semantic_layer.compile import compile_query
from semantic_layer.errors import NotUnderstood
from semantic_layer.interpret.describe import describe
from semantic_layer.interpret.outcome import Choice, Clarification, Understood, WordLink

BY_A_MODEL = "read by a language model"
CONFIRM = gettext_noop("A language model read your question. Do you mean this?")


@dataclass(frozen=True, slots=True)
class Judging:
    """What a proposal is judged by."""

    asking: Asking
    way: Route
    choices: Choices
    confidence: float


def judged(proposal: Proposal, by: Judging) -> Understood | Clarification:
    """Raises QuestionError, which says why it does not stand."""
    asking, query = by.asking, proposal.query
    meant = _meant(proposal, by)
    named = [means for means in meant.values() if means != WORDING]
    named += [name for means in named for name in by.choices.dimensions_with(means)]
    says_all(query, by.way.linking, asking.index)
    permit(query, asking.index, asking.policy)
    says_no_more(query, by.way.linking, asking.index, named, asking.turn.previous)
    compile_query(query, asking.index, asking.clock)
    read = {word: _label(means, by) for word, means in meant.items() if means != WORDING}
    assumed = tuple(f"“{word}” read as “{label}”" for word, label in read.items())
    words = tuple(_tied(each, read) for each in by.way.words)
    leans = asking.turn.previous is not None and may_lean(by.way.linking)
    if not leans and _is_sure(meant, by) and is_plain(query, by.way.linking, asking.index):
        return Understood(query, by.confidence, assumed, words)
    offered = Choice(describe(query, asking.index, asking.clock), query, assumed=assumed)
    return Clarification(CONFIRM, (offered,), words)


def _tied(word: WordLink, read: Mapping[str, str]) -> WordLink:
    """As the rules tied it; a word that they left, as the model read it."""
    label = read.get(word.text)
    return word if label is None else replace(word, use=BY_A_MODEL, meant=label)


def _meant(proposal: Proposal, by: Judging) -> Mapping[str, str]:
    """What each word that the rules left means: a choice that stands in the query, or wording."""
    said = {each.word: each.means for each in proposal.meant}
    stands = names_in(proposal.query) | texts_in(proposal.query)
    for word in by.way.left:
        means = said.get(word)
        if means is None:
            raise NotUnderstood(f"`words` does not say what “{word}” means.")
        if means != WORDING and means not in _choices(by.choices):
            raise NotUnderstood(f"“{means}” is not one of the choices.")
        if means != WORDING and means not in stands:
            raise NotUnderstood(f"“{word}” means {means}, and the query leaves it out.")
    return {word: said[word] for word in by.way.left}


def _choices(choices: Choices) -> frozenset[str]:
    values = (str(value) for group in choices.values.values() for value in group)
    return frozenset({*choices.metrics, *choices.dimensions, *values})


def _is_sure(meant: Mapping[str, str], by: Judging) -> bool:
    """Whether each word means something of its own, which no other word says already."""
    said = {
        name
        for each in certain(by.way.linking)
        for meaning in each.meanings
        for name in (meaning.name, *map(str, meaning.values))
    }
    return not any(means == WORDING or means in said for means in meant.values())


def _label(name: str, by: Judging) -> str:
    index = by.asking.index
    if index.has_metric(name):
        return index.metric(name).label
    return index.dimension(name).label if index.has_dimension(name) else name
