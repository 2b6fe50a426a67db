"""Does the sentence that tells a query ask the same again?

Queries are drawn as a person could have asked them, over the demo retailer and over a wholesaler
that the product does not know. Each is told in words, the words are read by the rules, and what
comes of them is the same query: every field of it (`same.plain` says what is told in one of several
ways), and the statement that it compiles to.

Not drawn, since no words say it yet:
- a number that ranks, limits or orders without being shown: what is named is shown
- change and growth beside one comparison and not beside another: they are said of all; a limit,
  ranking or order by the second of two comparisons: the one that is meant comes first
- places (`ranks`), and running totals or moving averages without those of what is compared
- a ranking or order by a share, a limit on one beside a comparison, and any by what runs along a
  series
- subtotals of some dimensions only, and shares of some of the amounts: all of them are meant
- a ranking of pairs of a group and a bucket: it is read as a series of what the ranking finds
- a pace over one day alone: the days up to it are meant
- the same week numbers of days that are told by their dates
- a breakdown by holiday with the days that are none, and a mean over days of the week
- counts of members inside of means, and counts or means that find the members of a filter
- `contains`, and a number of days or money that is one of several values
"""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from semantic_layer.interpret.describe import describe
from semantic_layer.interpret.outcome import Understood
from tests.counts import cases
from tests.semantic_layer.interpret.drawn.house import House, dunmore, larkfield
from tests.semantic_layer.interpret.drawn.queries import drawn
from tests.semantic_layer.interpret.drawn.same import in_order, plain

SEEDS = st.integers(0, 2**32 - 1)


@settings(max_examples=cases(140, 3_500), deadline=None)
@given(SEEDS)
def test_it_asks_the_same_again(seed: int) -> None:
    assert_round_trip(seed, larkfield())


@settings(max_examples=cases(60, 1_500), deadline=None)
@given(SEEDS)
def test_it_asks_the_same_again_of_another_model(seed: int) -> None:
    assert_round_trip(seed, dunmore())


def assert_round_trip(seed: int, house: House) -> None:
    query = drawn(Random(seed), house)  # noqa: S311 - a draw, no secret
    said = describe(query, house.index, house.asked.clock)

    again = house.ask(said)

    assert isinstance(again, Understood), (said, again)
    assert plain(again.query, house) == plain(query, house), said
    assert house.statement(in_order(again.query)) == house.statement(in_order(query)), said
