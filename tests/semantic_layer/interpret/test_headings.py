"""A heading that weighs things is left aside where a limit or a ranking says it."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Understood
from tests.semantic_layer.interpret.asking import ask, query_of

LIMIT = "states with refunds above 900 in May"
RANKED = "top 4 states by refunds in May"
OPENED = "refunds in stores opened before 2014 by state in May"
PLAIN = "refunds by state in May"


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("Red flags:", LIMIT),
        ("Problem states -", LIMIT),
        ("Where are we in trouble?", LIMIT),
        ("Sleepers and at risk:", LIMIT),
        ("Repeat offenders:", LIMIT),
        ("Losers:", LIMIT),
        ("The hit parade:", RANKED),
        ("Where does it hurt?", RANKED),
        ("Heavy hitters:", RANKED),
        ("Our crown jewels:", RANKED),
        ("Old stores:", OPENED),
        ("Dead wood:", "products with no sales in May"),
    ],
)
def test_it_leaves_a_heading_aside_that_is_said_again(heading: str, question: str) -> None:
    assert query_of(f"{heading} {question}") == query_of(question)


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        # nothing behind it says what is dead, or a problem
        ("Dead stock:", PLAIN),
        ("Problem states:", PLAIN),
        ("Weak states:", RANKED),
        ("The hit parade:", PLAIN),
        ("Weak stores:", OPENED),
        ("New stores:", OPENED),
        ("Dead wood:", "refunds by state in May, not in Texas"),
        ("Old stores:", LIMIT),
        ("Old stock:", RANKED),
        # more is said than is said again
        ("Problem states in Texas:", LIMIT),
        ("Problem concessions:", LIMIT),
        ("Concessions:", LIMIT),
        ("No red flags:", LIMIT),
        ("Losers in April:", RANKED),
    ],
)
def test_it_keeps_a_heading_that_may_limit(heading: str, question: str) -> None:
    found = ask(f"{heading} {question}")

    assert not isinstance(found, Understood) or found.query != query_of(question)
