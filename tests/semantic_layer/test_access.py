"""Who sees what of a small shop?

chief sees all; manager only own cities and no cost; buyer only own items; guest is limited by a
dimension that lives in a dataset closed to guests; keeper is answered no data.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from semantic_layer.access import Asker, Policy, policy_for, visible
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.read import read_model

SHOP = (Path(__file__).parent / "model" / "shop.yaml").read_text()

CITIES = {"cities": ("Rome", "Oslo")}
ITEMS = {"items": ("Lamp",)}


@pytest.fixture(scope="module")
def shop() -> ModelIndex:
    return index_model(read_model({"shop.yaml": SHOP}))


def see(shop: ModelIndex, roles: str, attributes: Mapping[str, Any] | None = None) -> Policy:
    asker = Asker(1, "somebody", frozenset(roles.split()), attributes or {})
    return policy_for(shop, asker, "release 1")


@pytest.mark.parametrize(
    ("roles", "attributes", "datasets"),
    [
        ("chief", {}, "days stores people sales returns stock plan"),
        ("manager", CITIES, "days stores people sales returns"),  # stock knows no city
        ("buyer", ITEMS, "days stores people sales returns stock"),
        ("guest", {"tiers": ("Gold",)}, "days stores"),  # the tier lives in what guests do not see
        ("keeper", {}, ""),
        ("", {}, ""),
        ("stranger", {}, ""),
    ],
)
def test_it_opens_datasets(
    shop: ModelIndex, roles: str, attributes: dict[str, tuple[str, ...]], datasets: str
) -> None:
    assert set(see(shop, roles, attributes).datasets) == set(datasets.split())


@pytest.mark.parametrize(
    "given", [None, (), ("",), ("  ",), "Rome", ["Rome"], (7,), ("Rome", None), {"Rome": 1}]
)
def test_it_denies_everything_without_a_sound_attribute(shop: ModelIndex, given: object) -> None:
    policy = see(shop, "manager", {} if given is None else {"cities": given})

    assert policy.datasets == policy.rules == {}
    assert policy.metrics == policy.dimensions == frozenset()
    assert "revenue" in policy.closed_metrics
    assert visible(shop, policy).model.metrics == ()


def test_it_limits_rows_where_the_dimension_is_reached(shop: ModelIndex) -> None:
    chief, manager = see(shop, "chief"), see(shop, "manager", CITIES)

    limited = {name for name, rules in manager.rules.items() if rules}

    assert limited == {"stores", "sales", "returns"}  # people and days cannot tell a city
    (rule,) = manager.rules["sales"]
    assert (rule.policy, rule.dimension, rule.members) == ("cities", "city", ("Oslo", "Rome"))
    assert not any(chief.rules.values())
    assert see(shop, "keeper").rules == {}


def test_it_says_the_limit_in_words(shop: ModelIndex) -> None:
    assert see(shop, "chief").sentences == ()
    assert see(shop, "manager", CITIES).sentences == ("only your cities: Oslo, Rome",)
    assert see(shop, "keeper").sentences == ()


def test_it_combines_the_policies_of_several_roles(shop: ModelIndex) -> None:
    both = see(shop, "manager buyer", CITIES | ITEMS)

    assert [rule.policy for rule in both.rules["sales"]] == ["cities", "items"]
    assert [rule.policy for rule in both.rules["stores"]] == ["cities"]
    assert both.sentences == ("only your cities: Oslo, Rome", "only your items: Lamp")
    assert "cost" not in both.datasets["sales"]
    assert see(shop, "manager buyer", CITIES).datasets == {}  # one rule has nothing to go by


def test_it_answers_data_to_a_keeper_who_has_another_role(shop: ModelIndex) -> None:
    assert see(shop, "keeper chief").metrics == see(shop, "chief").metrics


@pytest.mark.parametrize(
    ("roles", "attributes", "hidden"),
    [
        ("chief", {}, set()),
        ("manager", CITIES, {"spent", "margin", "margin_rate", "pieces", "planned"}),
        ("buyer", ITEMS, {"planned"}),
    ],
)
def test_it_hides_metrics_by_what_they_come_from(
    shop: ModelIndex, roles: str, attributes: dict[str, tuple[str, ...]], hidden: set[str]
) -> None:
    policy = see(shop, roles, attributes)

    assert shop.metrics.keys() - policy.metrics == hidden
    assert policy.closed_metrics == hidden  # the shop's metrics have public names
    assert policy.closed_words.keys() == hidden


def test_it_hides_every_metric_from_a_keeper(shop: ModelIndex) -> None:
    keeper = see(shop, "keeper")

    assert keeper.metrics == frozenset()
    assert keeper.closed_metrics == shop.metrics.keys()


def test_it_names_no_closed_metric_where_names_are_not_public() -> None:
    secretive = index_model(
        read_model({"shop.yaml": SHOP.replace("  metrics: true", "  metrics: false")})
    )

    assert see(secretive, "chief").closed_metrics == frozenset()
    assert see(secretive, "manager", CITIES).closed_metrics == frozenset()
    assert see(secretive, "keeper").closed_words == {}


def test_it_keeps_a_refusals_words_for_closed_metrics(shop: ModelIndex) -> None:
    words = see(shop, "manager", CITIES).closed_words

    assert words["margin"] == ("Margin", "margin dollars", "profit")
    assert see(shop, "chief").closed_words == {}


@pytest.mark.parametrize(
    ("roles", "attributes"), [("chief", {}), ("manager", CITIES), ("keeper", {})]
)
def test_it_never_opens_a_personal_column(
    shop: ModelIndex, roles: str, attributes: dict[str, tuple[str, ...]]
) -> None:
    policy = see(shop, roles, attributes)
    narrowed = visible(shop, policy)

    assert not any("full_name" in columns for columns in policy.datasets.values())
    assert "full_name" not in narrowed.model.model_dump_json()
    assert narrowed.model.personal[0].words == ("customer name",)


@pytest.mark.parametrize(
    ("roles", "attributes", "dimensions"),
    [
        ("chief", {}, "city item channel tier weekday"),
        ("guest", {"tiers": ("Gold",)}, "city weekday"),
        ("keeper", {}, ""),
    ],
)
def test_it_opens_dimensions(
    shop: ModelIndex, roles: str, attributes: dict[str, tuple[str, ...]], dimensions: str
) -> None:
    policy = see(shop, roles, attributes)

    assert policy.dimensions == set(dimensions.split())
    assert visible(shop, policy).dimensions.keys() == policy.dimensions


def test_it_leaves_nothing_of_hidden_things_in_the_model(shop: ModelIndex) -> None:
    narrowed = visible(shop, see(shop, "manager", CITIES))
    text = narrowed.model.model_dump_json()

    for word in ("spent", "margin", "planned", "stock", "pieces", "cost"):
        assert f'"{word}"' not in text
    assert narrowed.dataset("sales").joins == shop.dataset("sales").joins
    assert narrowed.dimension("item").on == {"sales": "item"}
    assert narrowed.metric("revenue").plan is None
    assert [each.word for each in narrowed.model.ambiguous] == ["Shop"]
    assert narrowed.model.roles == narrowed.model.row_policies == ()


def test_it_leaves_the_whole_model_to_who_sees_all(shop: ModelIndex) -> None:
    narrowed = visible(shop, see(shop, "chief"))

    assert narrowed.metrics == shop.metrics
    assert narrowed.dimensions == shop.dimensions
    assert narrowed.paths == shop.paths
    assert narrowed.model.ambiguous == shop.model.ambiguous


def test_it_leaves_a_sole_reading_of_an_ambiguous_word() -> None:
    closed = SHOP.replace("columns: [sales.cost]", "columns: [returns.amount]").replace(
        "choices: [margin, margin_rate]\n    unless: {margin_rate:",
        "choices: [refunds, revenue]\n    unless: {refunds:",
    )
    index = index_model(read_model({"shop.yaml": closed}))

    profit, *_ = visible(index, see(index, "manager", CITIES)).model.ambiguous

    assert (profit.choices, profit.unless) == (("revenue",), {})


def test_it_gives_equal_rights_one_entitlement(shop: ModelIndex) -> None:
    one = policy_for(shop, Asker(1, "a", frozenset({"chief"})), "release 1")
    other = policy_for(shop, Asker(2, "b", frozenset({"chief"})), "release 1")

    assert one.entitlement == other.entitlement
    assert len(one.entitlement) == 64


def test_it_gives_different_rights_different_entitlements(shop: ModelIndex) -> None:
    policies = [
        see(shop, "chief"),
        see(shop, "manager", CITIES),
        see(shop, "manager", {"cities": ("Rome",)}),
        see(shop, "manager", {"cities": ("Rome, Oslo",)}),
        see(shop, "buyer", ITEMS),
        see(shop, "guest", {"tiers": ("Gold",)}),
        see(shop, "keeper"),
        policy_for(shop, Asker(1, "a", frozenset({"chief"})), "release 2"),
    ]

    assert len({policy.entitlement for policy in policies}) == len(policies)


def test_it_pays_no_heed_to_the_order_of_members(shop: ModelIndex) -> None:
    there = see(shop, "manager", {"cities": ("Rome", "Oslo", "Rome")})
    back = see(shop, "manager", {"cities": ("Oslo", "Rome")})

    assert there.entitlement == back.entitlement


FUNNELS = """
metrics:
  - name: followed_by_cost
    kind: funnel
    label: Followed by cost
    description: People who came again for something dear.
    owner: olga
    unit: count
    dataset: sales
    expression: person_id
    followed_by: {dataset: sales, expression: person_id, where: cost > 5, where_label: dear}
    within_days: 7
  - name: followed_by_tier
    kind: funnel
    label: Followed by tier
    description: People who came again as gold.
    owner: olga
    unit: count
    dataset: sales
    expression: person_id
    followed_by:
      {dataset: sales, expression: person_id, filters: [{dimension: tier, values: [Gold]}]}
    within_days: 7
    same_day: false
  - name: followed_by_plan
    kind: funnel
    label: Followed by plan
    description: Stores that had a plan after they sold.
    owner: olga
    unit: count
    dataset: sales
    expression: store_id
    followed_by: {dataset: plan, expression: store_id}
    within_days: 7
"""


@pytest.mark.parametrize(
    ("roles", "attributes", "seen"),
    [
        ("chief", {}, {"followed_by_cost", "followed_by_tier", "followed_by_plan"}),
        ("manager", CITIES, {"followed_by_tier"}),
        ("guest", {"tiers": ("Gold",)}, set()),
    ],
)
def test_it_closes_a_funnel_with_what_follows(
    roles: str, attributes: dict[str, tuple[str, ...]], seen: set[str]
) -> None:
    """By a closed column, dimension or dataset on either side."""
    model = index_model(read_model({"shop.yaml": SHOP, "funnels.yaml": FUNNELS}))
    funnels = {"followed_by_cost", "followed_by_tier", "followed_by_plan"}

    policy = see(model, roles, attributes)

    assert policy.metrics & funnels == seen
    assert visible(model, policy).metrics.keys() & funnels == seen
    assert "plan.week" in model.columns_of("followed_by_plan")
    assert model.datasets_of("followed_by_plan") == {"sales", "plan"}
