"""What became of each word of a question, as it is shown and as it is kept?

What is kept are places in the question and what they became; the words themselves stand in the
question alone, so that they go when it is erased.
"""

from collections.abc import Iterable, Sequence

from bi_app.asking.asking import Asking
from bi_app.asking.models import AnswerRecord
from bi_app.asking.wording import plain_form
from bi_app.masked import mask
from semantic_layer.interpret.outcome import WordLink

Kept = list[int | str]


def shown_ties(asking: Asking, words: tuple[WordLink, ...]) -> tuple[WordLink, ...]:
    """None where personal data was typed: its words would be told in pieces, unmasked."""
    return words if mask(asking.normalised) == asking.normalised else ()


def kept_ties(words: Iterable[WordLink]) -> list[Kept]:
    return [[each.start, each.end, each.use, each.meant] for each in words]


def words_kept(record: AnswerRecord) -> tuple[WordLink, ...]:
    """What became of the words of a question that was asked before."""
    text = record.question.text
    return read_ties(plain_form(text, len(text)), record.words) if text and record.words else ()


def read_ties(text: str, kept: Sequence[Sequence[int | str]]) -> tuple[WordLink, ...]:
    """`text` is the plain form of the question, which everything reads."""
    return tuple(_tie(text, *map(str, each)) for each in kept)


def _tie(text: str, start: str, end: str, use: str, meant: str) -> WordLink:
    first, last = int(start), int(end)
    return WordLink(first, last, text[first:last], use, meant)
