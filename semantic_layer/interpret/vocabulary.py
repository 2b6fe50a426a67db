"""Under which words does a model know its metrics, dimensions and members?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from semantic_layer.access import Policy
from semantic_layer.interpret.configuration import Configuration
from semantic_layer.interpret.lexicon import (
    AHEAD_OF_PLAN,
    BEHIND_PLAN,
    BOTH_SIDES,
    ENDINGS,
    PLANS,
    SHORT_FORMS,
    STEMMED,
    money_endings,
    money_words,
    sides_of_plan,
)
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.phrases import PHRASES
from semantic_layer.interpret.roles import Meaning, Role
from semantic_layer.interpret.stems import roots, singular
from semantic_layer.interpret.tokens import fold
from semantic_layer.interpret.trade import is_money, plan_nouns
from semantic_layer.model.definitions import DataType, Dimension
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import FilterOp, Scalar

Key = tuple[str, ...]
OF_ANOTHER = frozenset({"per", "after", "net", "less"})  # "sales per hour" begins with sales
KEPT = 16  # vocabularies, one for each entitlement that asks at the time


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Meanings by folded words, and by stems where words themselves do not match.

    `words` are all single words that occur in it, longer than three letters: what a misspelt word
    may have meant; `short` are the others. `pairs` stand side by side in names of the model, and
    `behind` holds, for the first of each pair, those that stand behind it.
    """

    exact: Mapping[Key, tuple[Meaning, ...]]
    stemmed: Mapping[Key, tuple[Meaning, ...]]
    words: frozenset[str]
    short: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    behind: Mapping[str, frozenset[str]]
    nouns: frozenset[str]  # names of dimensions in one word, in the singular
    longest: int

    def find(self, words: Key) -> tuple[Meaning, ...]:
        found = self.exact.get(words) or self.stemmed.get(roots(words)) or ()
        if found and words not in self.exact and len(words) == 1:
            # "productive" shares a stem with "product", and is no form of the noun
            return tuple(each for each in found if not _is_noun(each) or self.is_noun(words[0]))
        return found

    def is_noun(self, word: str) -> bool:
        return singular(word) in self.nouns


def _is_noun(meaning: Meaning) -> bool:
    return meaning.role is Role.DIMENSION


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """What a vocabulary depends on. The same index object, not an equal one: comparing is dear."""

    index: ModelIndex
    policy: Policy
    configuration: Configuration

    def __hash__(self) -> int:
        return hash((id(self.index), self.policy.entitlement, self.configuration.version))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Scope)
            and other.index is self.index
            and other.policy.entitlement == self.policy.entitlement
            and other.configuration == self.configuration
        )


def vocabulary(index: ModelIndex, policy: Policy, configuration: Configuration) -> Vocabulary:
    """The words of what an asker may see; made once for a release and entitlement."""
    return _vocabulary(Scope(index, policy, configuration))


@lru_cache(maxsize=KEPT)
def _vocabulary(scope: Scope) -> Vocabulary:
    index, policy, configuration = scope.index, scope.policy, scope.configuration
    money = money_words(index.model.currency)
    language = _language(configuration.word, configuration.filler, money)
    exact: dict[Key, list[Meaning]] = defaultdict(list)
    stemmed: dict[Key, list[Meaning]] = defaultdict(list)
    changed = configuration.evidence[Evidence.STEM]
    for phrase, meaning in _model_phrases(index, policy, configuration):
        words = tuple(phrase.split())
        if words and not any(meaning.same(known) for known in exact[words]):
            exact[words].append(meaning)
            stemmed[roots(words)].append(_weighted(meaning, Evidence.STEM, changed))
    for words, meaning in language:
        exact[words].append(meaning)
        if meaning.role in STEMMED:
            stemmed[roots(words)].append(meaning)
    for words, meanings in tuple(exact.items()):
        named = [m for m in meanings if m.role in (Role.METRIC, Role.DIMENSION)]
        for short in product(*((word, *SHORT_FORMS.get(word, ())) for word in words)):
            if named and short not in exact:
                exact[short] = named
    for words, found in _sides(index, exact, configuration):
        exact[words] = found
    pairs = frozenset(
        pair
        for words, meanings in exact.items()
        if any(each.role in (Role.METRIC, Role.DIMENSION) for each in meanings)
        for pair in pairwise(words)
    )
    behind: defaultdict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        behind[first].add(second)
    return Vocabulary(
        exact={words: tuple(meanings) for words, meanings in exact.items()},
        stemmed={key: _distinct(meanings) for key, meanings in stemmed.items()},
        nouns=frozenset(
            singular(words[0])
            for words, meanings in exact.items()
            if len(words) == 1 and any(map(_is_noun, meanings))
        ),
        words=frozenset(word for words in exact for word in words if len(word) > 3),
        short=frozenset(word for words in exact for word in words if len(word) <= 3),
        pairs=pairs,
        behind={first: frozenset(seconds) for first, seconds in behind.items()},
        longest=max(map(len, exact), default=1),
    )


def _sides(
    index: ModelIndex, exact: Mapping[Key, list[Meaning]], configuration: Configuration
) -> Iterator[tuple[Key, list[Meaning]]]:
    """ "Missed their goal": the metric that is called so, or else the side itself."""
    plans = plan_nouns(index)
    named = {
        phrase: [m for m in exact.get(tuple(phrase.split()), ()) if m.role is Role.METRIC]
        for phrase in (AHEAD_OF_PLAN, BEHIND_PLAN)
    }
    for alias, phrase in sides_of_plan(plans).items() if plans else ():
        words = tuple(alias.split())
        if words not in exact:
            yield words, named[phrase] or [Meaning(Role.SIDE, alias, configuration.word)]


@lru_cache(maxsize=16)
def _language(
    word: float, filler: float, money: tuple[str, ...]
) -> tuple[tuple[Key, Meaning], ...]:
    """The phrases of the lexicon; a phrase under two roles has the first."""
    found: dict[Key, Meaning] = {}
    more = {Role.UNIT: money, Role.CHANGE: (f"by how many {money[0]}",)}
    for role, phrases in PHRASES.items():
        for phrase in (*phrases.split("|"), *more.get(role, ())):
            plain = fold(phrase) or phrase.strip()
            words = tuple(plain.split())
            light = role is Role.FILLER or (role is Role.VERB and len(words) == 1)
            found.setdefault(words, Meaning(role, plain, filler if light else word))
    return tuple(found.items())


@lru_cache(maxsize=50_000)
def folded(phrase: str) -> str:
    """A name of the model, folded once."""
    return fold(phrase)


def _model_phrases(
    index: ModelIndex, policy: Policy, configuration: Configuration
) -> Iterator[tuple[str, Meaning]]:
    weight = configuration.evidence
    named = (*index.metrics.values(), *index.dimensions.values())
    said = {
        folded(phrase)
        for each in named
        for phrase in (each.label, each.name.replace("_", " "), *each.synonyms)
    }
    for metric in index.metrics.values():
        if metric.visible:
            own = (metric.label, metric.name.replace("_", " "))
            for phrase, evidence in _named(own, metric.synonyms):
                yield phrase, Meaning(Role.METRIC, metric.name, weight[evidence], evidence)
    for metric in index.metrics.values():
        if metric.visible:
            meaning = Meaning(Role.METRIC, metric.name, weight[Evidence.STEM], Evidence.STEM)
            for phrase in map(folded, (metric.label, *metric.synonyms)):
                for other in _with_other_endings(phrase, metric.unit):
                    if other not in said:
                        yield other, meaning
    yield from _with_other_subjects(index, said, weight[Evidence.STEM])
    for dimension in index.dimensions.values():
        yield from _dimension_phrases(dimension, configuration)
        yield from _conditions(dimension)
    for word in index.model.ambiguous:
        for phrase in (word.word, *word.synonyms):
            yield folded(phrase), Meaning(Role.AMBIGUOUS, word.word, weight[Evidence.EXACT])
    for name in policy.closed_metrics:
        for phrase in (name.replace("_", " "), *policy.closed_words.get(name, ())):
            yield folded(phrase), Meaning(Role.CLOSED_METRIC, name)
    for name in (index.model.company, index.model.label):
        yield folded(name), Meaning(Role.COMPANY, name, weight[Evidence.EXACT])


def _with_other_subjects(
    index: ModelIndex, said: set[str], weight: float
) -> Iterator[tuple[str, Meaning]]:
    """ "Sales per square foot" is "revenue per square foot" too: one number for another's name."""
    metrics = [each for each in index.metrics.values() if each.visible]
    names = {each.name: [folded(n) for n in (each.label, *each.synonyms)] for each in metrics}
    for metric in metrics:
        meaning = Meaning(Role.METRIC, metric.name, weight, Evidence.STEM)
        for phrase in names[metric.name]:
            words = phrase.split()
            at = next((n for n, word in enumerate(words) if n and word in OF_ANOTHER), None)
            begun = " ".join(words[:at]) if at is not None else ""
            for other in metrics if begun else ():
                if begun in names[other.name] and other.name != metric.name:
                    whole = (f"{n} {' '.join(words[at:])}" for n in names[other.name])
                    yield from ((each, meaning) for each in whole if each not in said)


def _dimension_phrases(
    dimension: Dimension, configuration: Configuration
) -> Iterator[tuple[str, Meaning]]:
    weight = configuration.evidence
    own = (dimension.label, dimension.name.replace("_", " "), dimension.plural)
    boolean = dimension.type is DataType.BOOLEAN
    several = tuple(f"{each}s" for each in dimension.synonyms if " " not in each)
    for phrase, evidence in _named(own, (*dimension.synonyms, *several)):
        yield phrase, Meaning(Role.DIMENSION, dimension.name, weight[evidence], evidence)
        if boolean and BOTH_SIDES.isdisjoint(phrase.split()):
            yield phrase, _member(dimension, ("true",), weight[evidence], evidence)
    if not boolean and dimension.indexed:
        return  # retrieval knows their words, and which of them the asker may use
    called: dict[str, tuple[str, ...]] = {}
    for member, words in dimension.words.items():
        for word in (*words, *((dimension.labels[member],) if member in dimension.labels else ())):
            known = called.get(folded(word), ())
            called[folded(word)] = known if member in known else (*known, member)
    for phrase, members in called.items():
        yield phrase, _member(dimension, members, weight[Evidence.SYNONYM], Evidence.SYNONYM)


def _conditions(dimension: Dimension) -> Iterator[tuple[str, Meaning]]:
    for words, op in (
        (dimension.present_words, FilterOp.NOT_NULL),
        (dimension.absent_words, FilterOp.IS_NULL),
    ):
        for word in words:
            yield folded(word), Meaning(Role.CONDITION, dimension.name, 1.0, op=op)


def _with_other_endings(phrase: str, unit: str) -> Iterator[str]:
    """ "Fill rate" is "fill %" too, and "stock dollars" "stock $"."""
    *words, last = phrase.split() or [""]
    for word in PLANS:  # "variance to budget"
        if word in (*words, last):
            for other in PLANS:
                yield " ".join(other if each == word else each for each in (*words, last))
    for endings in (money_endings(unit),) if is_money(unit) else ENDINGS.get(unit, ()):
        if words and last in endings:
            yield from (" ".join((*words, other)) for other in endings if other != last)


def _named(own: Iterable[str], synonyms: Iterable[str]) -> Iterator[tuple[str, Evidence]]:
    for phrase in own:
        yield folded(phrase), Evidence.EXACT
    for phrase in synonyms:
        yield folded(phrase), Evidence.SYNONYM


def _member(
    dimension: Dimension, members: tuple[str, ...], weight: float, evidence: Evidence
) -> Meaning:
    values = tuple(scalar(dimension, member) for member in members)
    return Meaning(Role.MEMBER, dimension.name, weight, evidence, values)


def scalar(dimension: Dimension, member: str) -> Scalar:
    """A member, as text, in the type that a filter on its dimension takes."""
    match dimension.type:
        case DataType.BOOLEAN:
            return member.casefold() == "true"
        case DataType.INTEGER:
            return int(member)
        case DataType.DECIMAL:
            return float(member)
        case _:
            return member


def _weighted(meaning: Meaning, evidence: Evidence, weight: float) -> Meaning:
    return Meaning(
        meaning.role, meaning.name, weight, evidence, meaning.values, meaning.op, meaning.closed
    )


def _distinct(meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
    kept: list[Meaning] = []
    for meaning in meanings:
        if not any(meaning.same(known) for known in kept):
            kept.append(meaning)
    return tuple(kept)
