"""By which texts may the members of a dimension be found, and who may find them?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from metrics.members import Member
from metrics.texts import bag, can_be_kept, words_of
from semantic_layer.model.definitions import DataType, Dimension
from semantic_layer.model.index import ModelIndex

FORM = "1"  # of the columns below; another form of any of them writes every row anew


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One row of ValueEntry but for its dimension and vector."""

    value: str
    text: str
    word: bool
    compact: str
    bag: str
    words: list[str]
    scope: str  # JSON
    digest: str


def rows_of(
    dimension: Dimension, index: ModelIndex, members: Iterable[Member]
) -> Iterator[ValueRow]:
    """A row for each text of each member: its own, its label and the model's words for it."""
    ruled = dimension.name in {policy.dimension for policy in index.model.row_policies}
    for member in members:
        scope = {name: sorted(occurs) for name, occurs in sorted(member.scope.items())}
        if ruled:
            scope.setdefault(dimension.name, [member.value])
        written = json.dumps(scope, ensure_ascii=False)
        if not can_be_kept(member.value):
            continue
        for text, word in texts_of(dimension, member.value).items():
            if can_be_kept(text) and (words := words_of(text)):
                yield _row(dimension, member.value, text, words, word=word, scope=written)


def members_of_booleans(dimension: Dimension) -> list[Member]:
    """A boolean is asked for by its words alone, and is the same for everybody."""
    return [Member(value) for value in sorted({*dimension.words, *dimension.labels})]


def texts_of(dimension: Dimension, value: str) -> dict[str, bool]:
    """Each text of a member, and whether it is the model's word for it."""
    words = dict.fromkeys(dimension.words.get(value, ()), True)
    if value in dimension.labels:
        words[dimension.labels[value]] = True
    own = {} if dimension.type is DataType.BOOLEAN else {value: False}
    return words | own


def _row(
    dimension: Dimension, value: str, text: str, words: list[str], *, word: bool, scope: str
) -> ValueRow:
    covered = f"{FORM} {word} {dimension.code} {scope}"
    return ValueRow(
        value=value,
        text=text,
        word=word,
        compact="".join(words),
        bag=bag(words),
        # a code is asked for whole: its parts are no words, and would swell the vocabulary
        words=[] if dimension.code else sorted(set(words)),
        scope=scope,
        digest=hashlib.sha256(covered.encode()).hexdigest()[:32],
    )
