"""Suggestions: what the words at the end of a text may become, of what its typist may see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from metrics.index import build_index
from metrics.members import Member
from metrics.models import ValueEntry
from metrics.releases import LiveRelease, live, publish
from metrics.suggest import suggest
from semantic_layer.access import Asker, policy_for
from semantic_layer.model.definitions import Dimension
from tests.metrics.garden import ALL, FILES, LAKES, NOTHING, TOOLS, changed, read_members

pytestmark = pytest.mark.django_db
Found = tuple[str, str]  # the name of a metric or dimension and "", or a dimension and its member


def suggested(text: str, release: LiveRelease, asker: Asker = ALL) -> list[Found]:
    found = suggest(text, release, policy_for(release.index, asker, release.hash))
    return [(each.name, each.value) for each in found]


FIRST = {  # how it is typed: the text, what is suggested first, and what stays before it
    "a metric's beginning": ("tak", ("takings", ""), ""),
    "two letters of it": ("pi", ("pieces", ""), ""),
    "its synonym": ("money ta", ("takings", ""), ""),
    "a later word of its name": ("pieces sol", ("pieces", ""), ""),
    "its words in another order": ("sold pie", ("pieces", ""), ""),
    "its name, misspelt": ("takigns", ("takings", ""), ""),
    "its beginning, misspelt": ("money takne", ("takings", ""), ""),
    "a dimension behind a metric": ("takings by bra", ("branch", ""), "takings by "),
    "a dimension in the plural": ("takings by branches", ("branch", ""), "takings by "),
    "a member's beginning": ("takings of garden fu", ("range", "Garden Furniture"), "takings of "),
    "a member without its blank": ("gardenfu", ("range", "Garden Furniture"), ""),
    "another accent": ("cafe ta", ("item", "Café Table Round"), ""),
    "an apostrophe left out": ("childrens", ("range", "Children's"), ""),
    "its words in any order": ("bench fol", ("item", "Teak Folding Bench"), ""),
    "one of its words": ("takings of glo", ("item", "Ladies Leather Gloves"), "takings of "),
    "a word in the singular": ("glove lad", ("item", "Ladies Leather Gloves"), ""),
    "a word misspelt": ("Whitbby pi", ("branch", "Whitby Pier"), ""),
    "its beginning misspelt": ("seedlng", ("tier", "Seedling"), ""),
    "the model's word for it": ("takings in the lake d", ("area", "Lakes"), "takings in the "),
    "a word of a boolean": ("house br", ("own_brand", "true"), ""),
    "a code": ("takings of TL-004", ("article", "TL-00417"), "takings of "),
    "a code in small letters": ("tl004", ("article", "TL-00417"), ""),
    "a whole word, and more of them": ("Copper ", ("item", "Copper Watering Can"), ""),
}


@pytest.mark.parametrize("how", FIRST)
def test_it_suggests_by(how: str, garden: LiveRelease) -> None:
    text, expected, before = FIRST[how]

    found = suggest(text, garden, policy_for(garden.index, ALL, garden.hash))

    assert (found[0].name, found[0].value, found[0].before) == (*expected, before)


@pytest.mark.parametrize("text", ["", " ", "?!", "takings by ", "takings by the ", "quixotic zeb"])
def test_it_suggests_nothing_for(text: str, garden: LiveRelease) -> None:
    assert suggested(text, garden) == []


def test_what_is_whole_is_not_suggested_to_itself(garden: LiveRelease) -> None:
    assert ("range", "Tools") in suggested("takings of tools", garden)
    assert ("range", "Tools") not in suggested("takings of tools ", garden)


def test_more_words_of_a_name_outweigh_fewer(garden: LiveRelease) -> None:
    """ "watering ca" is no beginning of Café Table, nor of anything else by its "ca" alone."""
    assert suggested("watering ca", garden) == [("item", "Copper Watering Can")]


def test_words_of_grammar_may_stand_before_a_name_or_in_it(garden: LiveRelease) -> None:
    def fleece(dimension: Dimension) -> Iterator[Member]:
        if dimension.name == "item":
            yield from (Member("Over the Moon Lamp"), Member("Moonstone Pot"))

    build_index(publish(changed("label: Tier", "label: Rank"), "a test", "owner"), fleece)

    found = suggested("takings of the moon", live())
    assert found == [("item", "Moonstone Pot"), ("item", "Over the Moon Lamp")]


def test_a_common_word_is_no_reason_among_very_many(garden: LiveRelease) -> None:
    """What begins with it still is, in each dimension, and so is what has another word too."""

    def pots(dimension: Dimension) -> Iterator[Member]:
        if dimension.name == "item":
            yield from (Member(f"Glazed Pot {size}") for size in range(2_100))
        if dimension.name == "branch":
            yield Member("Pot Lane", {"area": ("Lakes",)})

    build_index(publish(changed("label: Tier", "label: Rank"), "a test", "owner"), pots)

    assert suggested("pot", live()) == [("branch", "Pot Lane")]
    assert suggested("pot 2077", live()) == [("item", "Glazed Pot 2077")]
    assert len(suggested("glaz", live())) == 5


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE metrics_valueentry; --",
        "100% of %s",
        "\\ { [ $1 ?| tool",
        "日本語 ẞ",
        "a" * 500,
    ],
)
def test_odd_words_are_only_words(text: str, garden: LiveRelease) -> None:
    suggested(text, garden)

    assert suggested("tool", garden)[0] == ("range", "Tools")


TYPED = (
    *(text for text, *_ in FIRST.values()),
    *("w", "wh", "whit", "whitby pi", "whitbby", "n", "no", "nor", "north co", "nroth", "coast"),
    *(
        "pro",
        "profit",
        "cost",
        "buying c",
        "gf",
        "gf-000",
        "teak",
        "tea fol",
        "bul",
        "tulp m",
        "oak",
    ),
)


@pytest.mark.parametrize(
    ("asker", "rule", "members"),
    [(LAKES, "area", {"Lakes"}), (TOOLS, "range", {"Tools"}), (NOTHING, "area", set[str]())],
)
def test_what_is_hidden_is_suggested_as_little_as_what_is_not_there(
    asker: Asker, rule: str, members: set[str], garden: LiveRelease
) -> None:
    """After somebody who sees all has typed the same."""

    def permitted(dimension: Dimension) -> Iterator[Member]:
        for member in read_members(dimension):
            occurs = {dimension.name: (member.value,), **member.scope}.get(rule)
            if occurs is None or members.intersection(occurs):
                yield member

    everything = [suggested(text, garden) for text in TYPED]
    hidden = [suggested(text, garden, asker) for text in TYPED]
    build_index(publish(FILES, "a test", "owner"), permitted)

    assert hidden == [suggested(text, garden, asker) for text in TYPED]
    assert hidden != everything


@pytest.mark.parametrize(
    ("asker", "text", "hidden"),
    [
        (LAKES, "whit", "Whitby Pier"),
        (LAKES, "whitbby", "Whitby Pier"),
        (LAKES, "coas", "Coast"),  # a public name, which only a refusal reads
        (TOOLS, "teak", "Teak Folding Bench"),
        (TOOLS, "gf-0", "GF-00023"),
    ],
)
def test_it_suggests_no_hidden_member(
    asker: Asker, text: str, hidden: str, garden: LiveRelease
) -> None:
    assert hidden in {value for _, value in suggested(text, garden)}
    assert hidden not in {value for _, value in suggested(text, garden, asker)}


@pytest.mark.parametrize(("asker", "seen"), [(ALL, True), (TOOLS, True), (LAKES, False)])
def test_it_suggests_no_closed_metric(asker: Asker, seen: bool, garden: LiveRelease) -> None:
    assert (("profit", "") in suggested("prof", garden, asker)) is seen


def test_it_suggests_nothing_personal(garden: LiveRelease) -> None:
    assert suggested("member e", garden) == []


def test_hidden_members_crowd_nothing_out(garden: LiveRelease) -> None:
    before = suggested("too", garden, TOOLS)
    template = ValueEntry.objects.get(dimension="item", value="Teak Folding Bench")
    for number in range(50):
        template.pk, template.value = None, f"Too {number}"
        template.text, template.compact, template.words = f"Too {number}", f"too{number}", ["too"]
        template.save(force_insert=True)

    assert suggested("too", garden, TOOLS) == before


def test_a_word_of_another_release_is_not_suggested(garden: LiveRelease) -> None:
    publish(changed("[Lake District]", "[Cumbria]"), "a test", "owner")

    assert ("area", "Lakes") not in suggested("lake dis", live())
