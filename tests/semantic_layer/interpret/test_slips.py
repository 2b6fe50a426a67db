"""Which words are one that was mistyped, and which are another word?"""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Clarification, Refusal, Understood
from semantic_layer.interpret.slips import cost
from semantic_layer.period import Span
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    ("likelier", "other"),
    [
        ("tulpi", "tulpo"),  # swapped, before the key beside
        ("tulipp", "tulipq"),  # doubled, before another letter too many
        ("tlip", "ulip"),  # inside the word, before its first letter
        ("daffodio", "daffodix"),  # the key beside, before any other
    ],
)
def test_it_holds_one_slip_for_likelier_than_another(likelier: str, other: str) -> None:
    meant = "daffodil" if likelier.startswith("d") else "tulip"
    one, two = cost(likelier, meant), cost(other, meant)

    assert one is not None
    assert two is None or one < two


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("tulix", "tulip"),  # another letter, far from its key, in a short word
        ("tlp", "tulip"),
        ("tupil", "tulip"),  # two letters in other places
        ("crocodil", "daffodil"),
        ("hyacenthus", "pyacinthus"),
    ],
)
def test_it_takes_another_word_for_no_slip(word: str, meant: str) -> None:
    assert cost(word, meant) is None


@pytest.mark.parametrize(
    "text",
    [
        "reufnds by state in may",
        "efunds by state in may",
        "refunds by stste in may",
        "refunds by state in 2025, chart pleaze",
        "refunds by stqte in may",
        "refunds by state lasst tuesday",
    ],
)
def test_it_reads_a_question_with_a_slip_in_it(text: str) -> None:
    assert query_of(text).metrics == ("returns_amount",)


def test_it_says_what_it_took_a_slip_for() -> None:
    outcome = ask("refynds by stste in may")

    assert isinstance(outcome, Understood)
    assert "“refynds” read as “Returns amount”" in outcome.assumed
    assert "“stste” read as “State”" in outcome.assumed


@pytest.mark.parametrize("text", ["refunds by estate in may", "offers by state in may"])
def test_it_reads_no_other_word_into_one_of_english(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize("unit", ["weeeks", "dats", "minths"])
def test_it_counts_units_of_time_that_are_misspelt(unit: str) -> None:
    ask(f"how many {unit} had refunds over 50 in 2025")  # and does not fall over it


@pytest.mark.parametrize(
    "text",
    [
        "refunds by state in may thanks",
        "refunds by state in may thx!",
        "hi there refunds by state in may",
        "refunds by state in may when you get a minute",
        "would you be so kind and show me refunds by state in may",
        "thnaks in advance: refunds by state in may",
    ],
)
def test_it_leaves_a_courtesy_aside_that_no_mark_parts_from_the_question(text: str) -> None:
    assert query_of(text) == query_of("refunds by state in may")


@pytest.mark.parametrize("text", ["refunds in may of the morning", "refunds by evening"])
def test_it_leaves_nothing_aside_that_may_be_meant(text: str) -> None:
    assert not isinstance(ask(text), Understood)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("refunds by state last moth", "refunds by state last month"),
        ("refunds of the past 3 quartets", "refunds of the past 3 quarters"),
        ("refunds per moth in 2024", "refunds per month in 2024"),
        ("refunds of the prior nonth", "refunds of the prior month"),
    ],
)
def test_it_reads_a_unit_of_time_where_one_must_stand(text: str, meant: str) -> None:
    assert query_of(text) == query_of(meant)


@pytest.mark.parametrize(
    "text", ["refunds by gear in 2024", "refunds of the moth in 2024", "refunds by tears in 2024"]
)
def test_it_reads_no_unit_of_time_into_another_noun(text: str) -> None:
    assert not isinstance(ask(text), Understood)


@pytest.mark.parametrize("text", ["refunds by storee in may", "refunds by sttore in may"])
def test_a_slip_in_a_noun_names_no_member_that_shares_its_stem(text: str) -> None:
    assert query_of(text).dimensions == ("store_name",)


@pytest.mark.parametrize("text", ["refunds of otulets in may", "refunds of outlsts in may"])
def test_a_slip_in_a_plural_names_the_member(text: str) -> None:
    assert query_of(text).filters[0].values == ("Outlet",)


def test_a_slip_in_a_name_of_several_words_is_no_small_word() -> None:
    """ "Shose" may be "whose", and behind "Women's" is not."""
    assert query_of("refunds of women's shose in may").filters[0].values == ("Women's Shoes",)


@pytest.mark.parametrize(
    "text", ["refunds in may. when you get sec", "refunds in may, you're star"]
)
def test_a_courtesy_may_lack_its_article(text: str) -> None:
    assert query_of(text) == query_of("refunds in may")


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("between May and June {}", "which states declined most in refunds"),
        ("from May to June, {}", "how did refunds by state change"),
    ],
)
def test_a_change_between_two_times_that_open_a_question_compares_them(
    text: str, other: str
) -> None:
    assert query_of(text.format(other)) == query_of(f"{other} from May to June")


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("from May to July refunds by state and growth over last year", "last_year"),
        ("from May to July monthly refunds", None),
    ],
)
def test_a_range_that_opens_another_question_stays_one(text: str, compared: str | None) -> None:
    found = query_of(text)

    assert [each.kind for each in found.comparisons] == [compared] * bool(compared)
    assert isinstance(found.period, Span)


@pytest.mark.parametrize("word", ["wales", "dales", "saled", "sakes"])
def test_a_word_of_english_is_a_slip_in_a_name_that_makes_no_sense_without(word: str) -> None:
    outcome = ask(f"gross {word} by state in may")

    assert isinstance(outcome, Understood)
    assert outcome.query.metrics == ("gross_sales",)
    assert f"“gross {word}” read as “Gross sales”" in outcome.assumed


@pytest.mark.parametrize(
    "text", ["return dates by state in may", "cost of foods sold in may", "stock vales in may"]
)
def test_it_is_none_where_the_rest_says_something_by_itself(text: str) -> None:
    assert not isinstance(ask(text), Understood)


def test_a_slip_that_may_be_of_two_members_is_asked_about() -> None:
    outcome = ask("refunds of the Southest in may")

    assert isinstance(outcome, Clarification)
    offered = [each.query.filters[0].values for each in outcome.choices if each.query]
    assert sorted(offered) == [("Southeast",), ("Southwest",)]


def test_what_may_be_a_number_is_read_as_no_small_word() -> None:
    """ "Hree" may be "here", and the first ten are not the first three."""
    assert not isinstance(ask("top hree vendors by refunds in may"), Understood)
