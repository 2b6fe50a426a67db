"""What does an index say of a small shop's paths, leaves and columns?"""

from __future__ import annotations

from pathlib import Path

import pytest

from semantic_layer.errors import InvariantError, NotModelled
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.read import read_model
from semantic_layer.query import Filter, FilterOp

SHOP = (Path(__file__).parent / "shop.yaml").read_text()


@pytest.fixture(scope="module")
def shop() -> ModelIndex:
    return index_model(read_model({"shop.yaml": SHOP}))


@pytest.mark.parametrize(
    ("dataset", "dimension", "stops"),
    [
        ("stores", "city", []),
        ("sales", "channel", []),
        ("sales", "city", ["stores"]),
        ("returns", "channel", ["sales"]),
        ("returns", "tier", ["sales", "people"]),
        ("returns", "city", ["stores"]),  # its own store: the shorter way
        ("stock", "item", []),
        ("returns", "item", ["sales"]),
        ("sales", "weekday", ["days"]),
        ("returns", "weekday", ["days"]),  # by the day of the return, not of the sale
        ("stock", "city", None),
        ("stores", "item", None),
        ("plan", "weekday", None),  # a week has no weekday
        ("stock", "weekday", None),  # nor has a count that is taken on Saturdays
        ("stores", "weekday", None),
    ],
)
def test_it_finds_the_shortest_path(
    shop: ModelIndex, dataset: str, dimension: str, stops: list[str] | None
) -> None:
    path = shop.path(dataset, dimension)

    assert (None if path is None else [step.target for step in path]) == stops


def test_it_marks_the_step_to_the_table_of_days(shop: ModelIndex) -> None:
    (step,) = shop.path("sales", "weekday") or ()

    assert step.calendar
    assert step.join.on == {"sold_on": "day"}
    assert step.join.whole


def test_it_passes_on_whether_a_join_is_whole(shop: ModelIndex) -> None:
    (to_people,) = shop.path("sales", "tier") or ()
    (to_stores,) = shop.path("sales", "city") or ()

    assert (to_people.join.whole, to_stores.join.whole) == (False, True)


@pytest.mark.parametrize(
    ("metric", "leaves"),
    [
        ("revenue", ["revenue"]),
        ("margin", ["revenue", "spent"]),
        ("margin_rate", ["revenue", "spent"]),
        ("refund_rate", ["refunds", "revenue"]),
    ],
)
def test_it_finds_the_leaves(shop: ModelIndex, metric: str, leaves: list[str]) -> None:
    assert [leaf.metric.name for leaf in shop.leaves(metric)] == leaves


def test_it_narrows_a_leaf_by_its_term(shop: ModelIndex) -> None:
    narrowed, plain = shop.leaves("member_web_share")

    assert narrowed.metric is plain.metric
    assert narrowed.all_filters == (
        Filter(dimension="channel", values=("Web",)),
        Filter(dimension="tier", op=FilterOp.NOT_NULL),
    )
    assert narrowed.all_where == ("person_id is not null",)
    assert narrowed.labels == ("a member's lines",)
    assert plain.all_filters == plain.all_where == ()


@pytest.mark.parametrize(
    ("metric", "columns"),
    [
        ("revenue", "sales.amount sales.sold_on"),
        ("ordered", "sales.amount sales.ordered_on"),
        ("margin_rate", "sales.amount sales.cost sales.sold_on"),
        ("open_stores", "stores.store_id stores.closed_on"),
        (
            "member_web_share",
            "sales.amount sales.sold_on sales.channel sales.person_id people.person_id people.tier",
        ),
        ("refund_rate", "returns.amount returns.returned_on sales.amount sales.sold_on"),
    ],
)
def test_it_knows_which_columns_a_metric_comes_from(
    shop: ModelIndex, metric: str, columns: str
) -> None:
    assert shop.columns_of(metric) == set(columns.split())


@pytest.mark.parametrize(
    ("metric", "dimensions"),
    [
        ("revenue", "city item channel tier weekday"),
        ("refund_rate", "city item channel tier weekday"),
        ("pieces", "item"),
        ("planned", "city"),
        ("open_stores", "city"),
    ],
)
def test_it_knows_what_a_metric_can_be_split_by(
    shop: ModelIndex, metric: str, dimensions: str
) -> None:
    assert shop.reachable(metric) == set(dimensions.split())


@pytest.mark.parametrize(
    ("metric", "column"),
    [("revenue", "sold_on"), ("ordered", "ordered_on"), ("open_stores", None)],
)
def test_it_knows_the_time_column_of_a_metric(
    shop: ModelIndex, metric: str, column: str | None
) -> None:
    (leaf,) = shop.leaves(metric)

    assert shop.time_of(leaf.metric) == column


def test_it_suggests_near_names(shop: ModelIndex) -> None:
    with pytest.raises(NotModelled, match=r"no metric called “revenu”. Did you mean “revenue”\?"):
        shop.metric("revenu")
    with pytest.raises(NotModelled, match=r"no dimension called “citi”. Did you mean “city”"):
        shop.dimension("citi")
    with pytest.raises(NotModelled, match=r"no calendar called “lunar”. Ask which calendars"):
        shop.calendar("lunar")


def test_it_takes_an_unknown_dataset_for_our_own_mistake(shop: ModelIndex) -> None:
    with pytest.raises(InvariantError):
        shop.dataset("sale")


def test_it_answers_by_name(shop: ModelIndex) -> None:
    assert shop.calendar().name == shop.calendar("gregorian").name == "gregorian"
    assert shop.metric("margin").label == "Margin"
    assert shop.dimension("city").label == "City"
    assert shop.dataset("sales").table == "shop.sales"
    assert (shop.has_metric("margin"), shop.has_metric("city")) == (True, False)
    assert (shop.has_dimension("city"), shop.has_dimension("margin")) == (True, False)
    assert (shop.has_dataset("sales"), shop.has_dataset("till")) == (True, False)
