"""Retrieval: what a question's words may mean, of what its asker may see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metrics.index import build_index
from metrics.members import Member
from metrics.models import CommonWord
from metrics.releases import LiveRelease, live, publish
from metrics.retrieve import retrieve
from metrics.vocabulary import COMMON
from semantic_layer.access import Asker, Policy, policy_for
from semantic_layer.interpret.outcome import Candidates
from semantic_layer.model.definitions import Dimension
from tests.metrics.garden import ALL, FILES, LAKES, NOTHING, TOOLS, changed, read_members

pytestmark = pytest.mark.django_db


def policy(asker: Asker, release: LiveRelease) -> Policy:
    return policy_for(release.index, asker, release.hash)


def found(question: str, asker: Asker, release: LiveRelease) -> Candidates:
    return retrieve(question, release, policy(asker, release))


def values(question: str, release: LiveRelease, asker: Asker = ALL) -> list[tuple[str, str, str]]:
    """(dimension, value, evidence) of what is open, the best first."""
    return [
        (each.dimension, each.value, each.evidence.value)
        for each in found(question, asker, release).values
        if not each.closed
    ]


CASES = {
    "as it is written": ("takings of Garden Furniture", "range", "Garden Furniture", "exact"),
    "in any case": ("takings of GARDEN furniture", "range", "Garden Furniture", "exact"),
    "with another accent": ("cafe table round takings", "item", "Café Table Round", "exact"),
    "in one word": ("takings at arnsideroad", "branch", "Arnside Road", "exact"),
    "with a hyphen": ("takings at Arnside-Road", "branch", "Arnside Road", "exact"),
    "without an apostrophe": ("takings of womens", "range", "Women's", "exact"),
    "in the singular": ("takings of a tool", "range", "Tools", "stem"),
    "in the plural": ("takings of oaks", "tier", "Oak", "stem"),
    "with words in another order": ("bench folding teak", "item", "Teak Folding Bench", "stem"),
    "by the model's word": ("takings in the Lake District", "area", "Lakes", "synonym"),
    "by the word of a boolean": ("takings of own label", "own_brand", "true", "synonym"),
    "by a code": ("takings of TL-00417", "article", "TL-00417", "exact"),
    "by a code in small letters": ("takings of tl 00417", "article", "TL-00417", "exact"),
    "by a code without its hyphen": ("takings of tl00417", "article", "TL-00417", "exact"),
    "by part of its name": ("takings at Whitby", "branch", "Whitby Pier", "abbreviation"),
    "by two of three words": (
        "watering can takings",
        "item",
        "Copper Watering Can",
        "abbreviation",
    ),
    "by the beginning of a word": (
        "takings of furnit",
        "range",
        "Garden Furniture",
        "abbreviation",
    ),
    "with a letter missing": (
        "takings of bulb s and chilren's",
        "range",
        "Children's",
        "misspelling",
    ),
    "with two letters swapped": ("takings of Seedlnig", "tier", "Seedling", "misspelling"),
    "with a letter doubled": ("takings at Whitbby Pier", "branch", "Whitby Pier", "misspelling"),
    "with one letter for another": ("garden furnidure", "range", "Garden Furniture", "misspelling"),
}


@pytest.mark.parametrize("case", CASES)
def test_it_finds_a_member(case: str, garden: LiveRelease) -> None:
    question, dimension, value, evidence = CASES[case]

    assert (dimension, value, evidence) in values(question, garden)


def test_it_says_which_words_name_the_member(garden: LiveRelease) -> None:
    names = found("Takings of Women's gloves, at Whitby Pier", ALL, garden).values

    assert {each.value: each.text for each in names} == {
        "Women's": "womens",
        "Whitby Pier": "whitby pier",
        "Ladies Leather Gloves": "gloves",
    }


def test_a_longer_name_stands_beside_the_shorter_ones_in_it(garden: LiveRelease) -> None:
    assert {value for _, value, _ in values("takings on the North Coast", garden)} == {
        "North",
        "Coast",
        "North Coast",
    }


def test_words_of_a_question_are_not_parts_of_names(garden: LiveRelease) -> None:
    def may(dimension: Dimension) -> Iterator[Member]:
        if dimension.name == "item":
            yield from (Member("Last Frost Fleece"), Member("May Queen Takings Tin"))

    build_index(publish(changed("label: Tier", "label: Rank"), "a test", "owner"), may)

    assert values("takings last may by item", live()) == []


def test_a_code_spelt_as_a_word_is_one_only_in_capitals(garden: LiveRelease) -> None:
    def states(dimension: Dimension) -> Iterator[Member]:
        if dimension.name == "article":
            yield from (Member("OR"), Member("TX"))

    build_index(publish(changed("label: Tier", "label: Rank"), "a test", "owner"), states)

    assert values("takings or pieces in tx", live()) == [("article", "TX", "exact")]
    assert values("takings in OR", live()) == [("article", "OR", "exact")]


def test_one_word_is_part_of_a_name_only_in_its_number(garden: LiveRelease) -> None:
    def names(dimension: Dimension) -> Iterator[Member]:
        if dimension.name == "item":
            yield from (Member("Generous Pots"), Member("Growers Fleece"))

    build_index(publish(changed("label: Tier", "label: Rank"), "a test", "owner"), names)

    assert values("takings of pot", live()) == [("item", "Generous Pots", "abbreviation")]
    assert values("takings generously", live()) == []


def test_part_of_a_name_means_every_member_that_it_fits(garden: LiveRelease) -> None:
    def boots(dimension: Dimension) -> Iterator[Member]:
        if dimension.name == "item":
            yield from (Member("Ladies Boots"), Member("Wellington Boots"), Member("Boot Scraper"))

    build_index(publish(changed("label: Tier", "label: Rank"), "a test", "owner"), boots)

    now = found("takings of boots", ALL, live()).values
    assert {each.value for each in now} == {"Ladies Boots", "Wellington Boots", "Boot Scraper"}
    assert len({each.score for each in now}) == 1


def test_a_nickname_names_the_one_place_that_it_can_mean(garden: LiveRelease) -> None:
    def branches(dimension: Dimension) -> Iterator[Member]:
        if dimension.name == "branch":
            yield from (Member("Philadelphia Market"), Member("Los Angeles Pier"))
            yield from (Member("San Francisco Dock"), Member("San Francisco Hill"))

    build_index(publish(changed("label: Tier", "label: Rank"), "a test", "owner"), branches)

    def named(question: str) -> list[tuple[str, str]]:
        return [(each.text, each.value) for each in found(question, ALL, live()).values]

    assert ("philly", "Philadelphia Market") in named("takings of Philly")
    assert ("la", "Los Angeles Pier") in named("takings in LA")
    assert named("takings in la") == []  # a word, too
    assert named("takings in SF") == []  # two of them
    assert named("takings in NOLA") == []


def test_a_misspelling_of_several_members_names_none(garden: LiveRelease) -> None:
    def boots(dimension: Dimension) -> Iterator[Member]:
        if dimension.name == "item":
            yield from (Member("Ladies Wellington"), Member("Gentry Wellington"))

    build_index(publish(changed("label: Tier", "label: Rank"), "a test", "owner"), boots)

    assert values("takings of welington", live()) == []
    assert values("takings of ladeis wellington", live())[0][1] == "Ladies Wellington"


def test_no_part_of_a_name_names_a_crowd(garden: LiveRelease) -> None:
    def crowd(dimension: Dimension) -> Iterator[Member]:
        if dimension.name == "item":
            yield from (Member(f"Terracotta Pot {size}") for size in range(30))

    build_index(publish(changed("label: Tier", "label: Rank"), "a test", "owner"), crowd)

    assert values("takings of terracotta", live()) == []
    assert values("takings of terracotta pot 7", live()) == [("item", "Terracotta Pot 7", "exact")]


def test_a_word_near_a_metric_is_not_taken_for_a_member(garden: LiveRelease) -> None:
    def taking(dimension: Dimension) -> Iterator[Member]:
        if dimension.name == "item":
            yield Member("Talkings")

    build_index(publish(changed("label: Tier", "label: Rank"), "a test", "owner"), taking)

    assert values("takinggs by area", live()) == []


def test_it_looks_by_meaning_for_words_that_nothing_explains(garden: LiveRelease) -> None:
    guesses = values("takings of kindergarten stuff for toddlers", garden)

    assert guesses
    assert {evidence for _, _, evidence in guesses} == {"vector"}
    assert ("range", "Children's") in {(dimension, value) for dimension, value, _ in guesses}


def test_the_order_is_fixed(garden: LiveRelease) -> None:
    question = "takings of tools, gloves and garden furniture at whitby and arnside"

    first = found(question, ALL, garden)

    assert all(found(question, ALL, garden) == first for _ in range(5))
    assert [each.score for each in first.values] == sorted(
        (each.score for each in first.values), reverse=True
    )


@pytest.mark.parametrize("question", ["", "   ", "?!", "…", "'"])
def test_nothing_asked_is_nothing_found(question: str, garden: LiveRelease) -> None:
    assert found(question, ALL, garden) == Candidates()


@pytest.mark.parametrize(
    "question",
    [
        "'; DROP TABLE metrics_valueentry; --",
        "100% of %s and %(name)s",
        "\\ { } [ ] $1 ?| tools",
        "tools " * 80,
        "日本語 مرحبا ẞ",
    ],
)
def test_odd_words_are_only_words(question: str, garden: LiveRelease) -> None:
    found(question, ALL, garden)

    assert values("tools", garden) == [("range", "Tools", "exact")]


# Names


def test_a_metric_named_by_its_synonym_comes_first(garden: LiveRelease) -> None:
    names = found("turnover by branch", ALL, garden).names

    assert {(each.kind, each.name) for each in names[:2]} == {
        ("metric", "takings"),
        ("dimension", "branch"),
    }


def test_a_metric_is_found_by_meaning_alone(garden: LiveRelease) -> None:
    names = found("revenue", ALL, garden).names

    assert "takings" in [each.name for each in names[:3]]


def test_names_are_scored_between_nothing_and_one_best_first(garden: LiveRelease) -> None:
    scores = [each.score for each in found("profit", ALL, garden).names]

    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0
    assert scores[-1] > 0


def test_another_release_brings_its_own_names(garden: LiveRelease) -> None:
    build_index(publish(changed("money taken", "spondulicks"), "a test", "owner"), read_members)

    before, now = found("spondulicks", ALL, garden), found("spondulicks", ALL, live())

    assert before.names[0].score < 1.0
    assert (now.names[0].name, now.names[0].score) == ("takings", 1.0)


def test_a_word_of_another_release_names_no_member(garden: LiveRelease) -> None:
    publish(changed("[Lake District]", "[Cumbria]"), "a test", "owner")

    assert values("takings in the lake district", live()) != [("area", "Lakes", "synonym")]
    assert ("area", "Lakes", "synonym") not in values("takings in the lake district", live())


# Entitlement: somebody who sees all, somebody restricted, and somebody who sees nothing


@pytest.mark.parametrize(
    ("question", "asker", "expected"),
    [
        ("takings at whitby pier", ALL, {"Whitby Pier"}),
        ("takings at whitby pier", LAKES, set()),
        ("takings at whitby pier", TOOLS, {"Whitby Pier"}),
        ("takings at whitby pier", NOTHING, set()),
        ("takings at arnside", LAKES, {"Arnside Road"}),
        ("takings at whitbby", LAKES, set()),
        ("takings of teak folding bench", ALL, {"Teak Folding Bench"}),
        ("takings of teak folding bench", LAKES, {"Teak Folding Bench"}),
        ("takings of teak folding bench", TOOLS, set()),
        ("takings of GF-00023 and TL-00417", TOOLS, {"TL-00417"}),
        ("takings of garden furniture and tools", TOOLS, {"Tools"}),
        ("takings of oak members", LAKES, {"Oak"}),
        ("takings in the lake district", LAKES, {"Lakes"}),
        ("takings on the coast", LAKES, set()),
    ],
)
def test_members_outside_the_askers_rows_are_not_found(
    question: str, asker: Asker, expected: set[str], garden: LiveRelease
) -> None:
    assert {value for _, value, _ in values(question, garden, asker)} == expected


@pytest.mark.parametrize("asker", [LAKES, NOTHING])
def test_a_closed_metric_is_not_found(asker: Asker, garden: LiveRelease) -> None:
    names = {each.name for each in found("profit and cost of goods", asker, garden).names}

    assert not names & {"profit", "cost_of_goods"}


def test_somebody_who_sees_nothing_finds_no_names(garden: LiveRelease) -> None:
    assert found("takings by area", NOTHING, garden).names == ()


QUESTIONS = (
    *(question for question, *_ in CASES.values()),
    "takings at whitby pier",
    "takings at whitbby",
    "takings at arnsdie road",
    "pieces of teak folding bench and copper watering can",
    "profit of gf-00023",
    "glvoes and glove",
    "folding furniture for sitting outside",
)


@pytest.mark.parametrize(
    ("asker", "rule", "members"),
    [(LAKES, "area", {"Lakes"}), (TOOLS, "range", {"Tools"}), (NOTHING, "area", set[str]())],
)
def test_what_is_hidden_reads_as_what_is_not_there(
    asker: Asker, rule: str, members: set[str], garden: LiveRelease
) -> None:
    def permitted(dimension: Dimension) -> Iterator[Member]:
        for member in read_members(dimension):
            occurs = {dimension.name: (member.value,), **member.scope}.get(rule)
            if occurs is None or members.intersection(occurs):
                yield member

    hidden = [values(question, garden, asker) for question in QUESTIONS]
    names = [found(question, asker, garden).names for question in QUESTIONS]
    build_index(publish(FILES, "a test", "owner"), permitted)

    assert hidden == [values(question, garden, asker) for question in QUESTIONS]
    assert names == [found(question, asker, garden).names for question in QUESTIONS]


def test_a_word_of_many_members_is_known_to_whoever_may_see_one_of_them(
    garden: LiveRelease,
) -> None:
    """Of so many that they are not looked at one by one."""

    def stakes(dimension: Dimension) -> Iterator[Member]:
        if dimension.name == "item":
            yield Member("Staker", {"range": ("Tools",)})
            for size in range(COMMON + 1):
                yield Member(f"Stake {size}", {"range": ("Bulbs",)})

    build_index(publish(changed("label: Tier", "label: Rank"), "a test", "owner"), stakes)

    assert [each.scope for each in CommonWord.objects.filter(word="stake")] == [
        {"range": ["Bulbs"]}
    ]
    assert values("takings of stake", live(), TOOLS) == [("item", "Staker", "abbreviation")]
    assert values("takings of stake", live(), LAKES) == []  # a crowd, and no slip of the hand
    assert values("takings of stake 7", live(), LAKES) == [("item", "Stake 7", "exact")]


@pytest.mark.parametrize(
    ("asker", "closed"),
    [
        (ALL, set()),
        (LAKES, {"Coast", "North"}),
        (TOOLS, set()),
        (NOTHING, {"Coast", "North", "Lakes"}),
    ],
)
def test_public_names_outside_the_askers_rows_are_marked_closed(
    asker: Asker, closed: set[str], garden: LiveRelease
) -> None:
    told = found("takings of coast, lakes and north", asker, garden).values

    assert {each.value for each in told if each.closed} == closed


def test_only_public_names_are_told_as_closed(garden: LiveRelease) -> None:
    told = found("whitby pier, teak folding bench and coasts", LAKES, garden).values

    assert {(each.dimension, each.value) for each in told if each.closed} == {("area", "Coast")}


def test_nothing_personal_is_found(garden: LiveRelease) -> None:
    names = found("member e-mail", ALL, garden).names

    assert "member_email" not in {each.name for each in names}


def test_a_retrieval_is_a_few_statements(garden: LiveRelease) -> None:
    with CaptureQueriesContext(connection) as queries:
        found("takings of garden furniture by branch vs last year", ALL, garden)

    assert len([each for each in queries if "metrics_" in each["sql"]]) <= 4
