"""What people say their own words mean is used; what they say twice, once; what differs, never."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    ("glossed", "plain"),
    [
        # an unknown word means the name behind it
        ("clawbacks, i.e. refunds, by state in May", "refunds by state in May"),
        ("clawbacks by state in May, meaning refunds", "refunds by state in May"),
        ("clawbacks by state in May - by that I mean refunds", "refunds by state in May"),
        ("CBK (refunds) by state in May", "refunds by state in May"),
        ("CBK by state in May (CBK = refunds)", "refunds by state in May"),
        ("CBK = refunds. CBK by state in May", "refunds by state in May"),
        ("top 4 brands by CBK in May, CBK meaning refunds", "top 4 brands by refunds in May"),
        ("refunds by canton (= state) in May", "refunds by state in May"),
        ("refunds by canton, that is by state, in May", "refunds by state in May"),
        # what was said is said again
        ("refunds by branch in May (branch = store)", "refunds by store in May"),
        ("refunds by branch, in other words by store, in May", "refunds by store in May"),
        ("refunds by state last month, meaning fiscal October 2026", "refunds by state last month"),
    ],
)
def test_it_reads_what_a_gloss_says(glossed: str, plain: str) -> None:
    assert query_of(glossed) == query_of(plain)


@pytest.mark.parametrize(
    "text",
    [
        "refunds by state, i.e. region, in May",
        "refunds by state in May (state = region)",
        "refunds by state last month, meaning September 2026",
        "refunds in Ohio, i.e. Texas, in May",
        # two unknown words, of which the gloss may mean either
        "clawbacks by canton in May, i.e. refunds",
        "clawbacks and kickbacks by state in May, meaning refunds",
        # a word beside a name, and no gloss of it
        "refunds of kickbacks (May) by state",
        "refunds in Buckeye (Ohio) in May",
        "kickbacks (refunds) by state in May",
        "refunds of kickbacks, i.e. May, by state",
    ],
)
def test_it_reads_no_gloss_that_differs_or_may_mean_another_word(text: str) -> None:
    assert isinstance(ask(text), Refusal)


def test_it_tells_what_a_glossed_word_became() -> None:
    found = ask("CBK by state in May, i.e. refunds")

    assert isinstance(found, Understood)
    assert {word.text: word.use for word in found.words}["CBK"] == "metric"
