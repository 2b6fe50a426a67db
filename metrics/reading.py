"""How may a question be read, and what does the index have to be asked for?

Words that no member has are read as those they may misspell or begin. A word that few members
have finds them alone; commoner ones only together with their neighbours; and the commonest never,
for a part of a name that fits a hundred members names none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from metrics.lookup import KnownWord, Rows, Wanted, known_words
from metrics.naming import Alternatives, Asked, asked
from metrics.question import content, grammar_words
from metrics.spelling import MOST_PREFIXED, completions, corrections
from metrics.texts import misspelling_keys, stem_of
from semantic_layer.interpret.spelling import correction
from semantic_layer.interpret.stems import numbers

RARE = 300  # texts with a word, up to which the word alone finds them
RARE_TOGETHER = 600  # texts that the rare words of one question may bring to be ranked
COMMON = 50_000  # texts with a word, up to which it finds them together with its neighbours
SHORTEST_BEGINNING = 4  # letters


def read(
    words: tuple[str, ...], model_words: frozenset[str], rows: Rows | None = None
) -> tuple[Asked, Wanted]:
    """The question as it may be read, and what the readings look for.

    `rows` are the members whose words may be meant; all of them without it.
    """
    telling = content(words, model_words)
    forms = (form for word in telling for form in numbers(word))
    keys = {key for form in forms for key in misspelling_keys(form)}
    begun = [word for word in telling if len(word) >= SHORTEST_BEGINNING and word.isalpha()]
    known = known_words(
        sorted({stem_of(word) for word in words}), sorted(keys), begun, MOST_PREFIXED + 1, rows
    )
    question = asked(words, frozenset(telling), _alternatives(telling, known, model_words))
    return question, _wanted(question, telling, known)


def _alternatives(
    telling: Sequence[str], known: Sequence[KnownWord], model_words: frozenset[str]
) -> Alternatives:
    """What words may stand for besides themselves.

    A word that a few members have is given alternatives too: whether the asker may see one of
    those is found out with the members, and until then it must count as unknown.
    """
    texts: dict[str, int] = defaultdict(int)
    for each in known:
        texts[each.stem] += each.texts
    vocabulary = [each.word for each in known]
    mended: dict[str, Sequence[str]] = {}
    completed: dict[str, Sequence[str]] = {}
    for word in telling:
        if texts[stem_of(word)] > RARE:
            continue
        if near := _nearer(word, corrections(word, vocabulary), model_words):
            mended[word] = near
        elif len(word) >= SHORTEST_BEGINNING and (longer := completions(word, vocabulary)):
            completed[word] = longer
    return Alternatives(mended, completed)


def _nearer(word: str, near: Sequence[str], model_words: frozenset[str]) -> list[str]:
    """Those that are nearer than any word of the model or of the grammar."""
    plain = correction(word, grammar_words() | model_words) if near else None
    if plain is None:
        return [other for other in near if stem_of(other) != stem_of(word)]
    return [other for other in near if OSA.distance(word, other) < OSA.distance(word, plain)]


def _wanted(question: Asked, telling: Sequence[str], known: Sequence[KnownWord]) -> Wanted:
    by_stem: dict[str, list[KnownWord]] = defaultdict(list)
    for each in known:
        by_stem[each.stem].append(each)
    roots = {stem_of(word) for word in telling}
    roots |= {stem_of(other) for word in telling for other in question.alternatives.of(word)}
    texts = {root: sum(each.texts for each in by_stem[root]) for root in roots if root in by_stem}
    rare = _rare(texts)
    return Wanted(
        compacts=sorted(question.by_compact),
        bags=sorted(question.by_bag),
        any_of=sorted(each.word for root in rare for each in by_stem[root]),
        all_of=list(_together(question.words, texts, rare, by_stem)),
    )


def _rare(texts: Mapping[str, int]) -> frozenset[str]:
    """The stems that few texts have, the rarest first, while they bring few texts together."""
    rare, brought = set(), 0
    for root, count in sorted(texts.items(), key=lambda item: (item[1], item[0])):
        brought += count
        if count > RARE or brought > RARE_TOGETHER:
            break
        rare.add(root)
    return frozenset(rare)


def _together(
    words: Sequence[str],
    texts: Mapping[str, int],
    rare: frozenset[str],
    by_stem: Mapping[str, Sequence[KnownWord]],
) -> Iterator[list[str]]:
    """Runs of neighbouring words that are each too common to find a member, but not together."""
    run: list[str] = []
    for word in (*words, ""):
        root = stem_of(word)
        if root in texts and root not in rare:
            run.append(max(by_stem[root], key=lambda each: (each.word == word, each.texts)).word)
            continue
        if len(run) > 1 and min(texts[stem_of(each)] for each in run) <= COMMON:
            yield run
        run = []
