"""Text is brought to a plain form, or it is said why it cannot be a question."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bi_app.asking.errors import UnreadableQuestion
from bi_app.asking.wording import plain_form


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("net sales", "net sales"),
        ("  net \n\t sales  ", "net sales"),
        ("ｎｅｔ ｓａｌｅｓ", "net sales"),
        ("net\u00a0sales\u200b last\u2009month", "net sales last month"),
        ("sal\u00ades", "sales"),
        ("\u202enet sales\u202c", "net sales"),
        ("ﬁscal Q3", "fiscal Q3"),
        ("Café", "Café"),
    ],
)
def test_it_brings_a_text_to_its_plain_form(typed: str, plain: str) -> None:
    assert plain_form(typed, 500) == plain


@pytest.mark.parametrize("typed", ["", "   ", "\n\t", "\u200b\u200d", "\u00ad"])
def test_it_says_that_there_is_nothing(typed: str) -> None:
    with pytest.raises(UnreadableQuestion, match="empty"):
        plain_form(typed, 500)


@pytest.mark.parametrize(
    ("typed", "named"),
    [("net\x00sales", "U+0000"), ("\x1b[2J", "U+001B"), ("a\ue000", "U+E000"), ("\x07", "U+0007")],
)
def test_it_names_a_character_that_cannot_be_read(typed: str, named: str) -> None:
    with pytest.raises(UnreadableQuestion) as refused:
        plain_form(typed, 500)

    assert named in str(refused.value)


@pytest.mark.parametrize("typed", ["x" * 501, "x" * 10_000, "\ufdfa" * 40])
def test_it_says_how_long_a_question_may_be(typed: str) -> None:
    with pytest.raises(UnreadableQuestion, match="at most 500"):
        plain_form(typed, 500)


@given(st.text(max_size=600))
def test_it_gives_a_bounded_stable_form_or_refuses(typed: str) -> None:
    try:
        plain = plain_form(typed, 500)
    except UnreadableQuestion:
        return

    assert 1 <= len(plain) <= 500
    assert plain == unicodedata.normalize("NFKC", plain)
    assert plain_form(plain, 500) == plain
