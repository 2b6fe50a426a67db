"""Words, numbers and signs of a question are found and folded."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.tokens import TokenKind, fold, tokenize


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Women's T-Shirts & Tops", "womens t shirts and tops"),
        ("MEN’S  shoes", "mens shoes"),
        ("Café Crème", "cafe creme"),
        ("ﬁne jewelry", "fine jewelry"),
        ("GM%", "gm %"),
        ("returns $", "returns $"),
        ("sell-through, please!", "sell through please"),
        ("U.S. stores", "us stores"),
        ("app + web", "app + web"),
        ("2024-01-31", "2024-01-31"),
        ("Hearth & Co", "hearth and co"),
    ],
)
def test_it_folds_words_to_the_form_that_is_compared(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "number", "sign"),
    [
        ("$75,000", 75_000.0, "$"),
        ("80%", 80.0, "%"),
        ("1.5M", 1_500_000.0, ""),
        ("$20k", 20_000.0, "$"),
        ("3rd", 3.0, "th"),
        ("ten", 10.0, ""),
    ],
)
def test_it_reads_numbers_with_their_signs(text: str, number: float, sign: str) -> None:
    (token,) = tokenize(text)

    assert (token.number, token.sign) == (number, sign)


def test_it_keeps_offsets_into_the_text_as_given() -> None:
    text = "Women’s sales — Q3?"

    assert [text[t.start : t.end] for t in tokenize(text)] == ["Women’s", "sales", "—", "Q3", "?"]


def test_it_sets_punctuation_apart_from_names() -> None:
    kinds = [token.kind for token in tokenize("tops, 5% #1?")]

    assert kinds == [
        TokenKind.WORD,
        TokenKind.MARK,
        TokenKind.NUMBER,
        TokenKind.SYMBOL,
        TokenKind.NUMBER,
        TokenKind.MARK,
    ]
