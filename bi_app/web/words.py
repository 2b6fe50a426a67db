"""How were the words of a question read, as the page tells it?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from semantic_layer.interpret.outcome import WordLink

BINDS = "joins the words beside it"


@dataclass(frozen=True, slots=True)
class Read:
    said: str
    became: str


@dataclass(frozen=True, slots=True)
class WordsRead:
    """`unused` are words that the answer does not rest on, `assumed` what no word said."""

    read: tuple[Read, ...]
    unused: tuple[str, ...]
    assumed: tuple[str, ...]


def words_read(words: Sequence[WordLink], assumed: Iterable[str] = ()) -> WordsRead | None:
    """None where there are none: a query was sent."""
    if not words:
        return None
    spoken = [each for each in words if any(map(str.isalnum, each.text))]
    unused = [" ".join(part) for part in _apart(spoken)]
    return WordsRead(tuple(_read(spoken)), tuple(dict.fromkeys(unused)), tuple(assumed))


def _read(words: Sequence[WordLink]) -> Iterator[Read]:
    """Words in a row that are one part of the question together are told together."""
    for use, together in groupby(words, key=lambda each: each.use):
        part = list(together)
        if use:
            yield Read(" ".join(each.text for each in part), _became(use, part))


def _became(use: str, part: Sequence[WordLink]) -> str:
    said = " ".join(each.text for each in part)
    if use == said.casefold():
        return BINDS
    named = dict.fromkeys(each.meant for each in part if each.meant)
    return f"{use}: {', '.join(named)}" if named else use


def _apart(words: Sequence[WordLink]) -> Iterator[list[str]]:
    for use, together in groupby(words, key=lambda each: each.use):
        if not use:
            yield [each.text for each in together]
