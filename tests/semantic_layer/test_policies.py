"""What do attributes of a type, bounds, masks, grants and limits of a small shop open?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from semantic_layer.access import Asker, Policy, policy_for, visible
from semantic_layer.attributes import members_of
from semantic_layer.limits import Limits
from semantic_layer.model.definitions import DataType
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.read import read_model

SHOP = (Path(__file__).parent / "model" / "shop.yaml").read_text()
MORE = """
dimensions:
  - {name: cost_band, label: Cost band, description: d, owner: o, type: integer, on: {sales: cost}}
attributes:
  - {name: clearance, label: clearance, type: integer}
row_policies:
  - name: cheap
    roles: [guest]
    dimension: cost_band
    op: at_most
    attribute: clearance
    sentence: "up to {members}"
  - name: rivals
    roles: [chief]
    dimension: item
    op: not_in
    attribute: rivals
    sentence: "nothing of {members}"
column_masks:
  - {name: cost, column: sales.cost, roles: [buyer], shown_as: cost - cost % 10, label: tens}
  - {name: rough, column: sales.cost, roles: [guest], shown_as: cost - cost % 100, label: hundreds}
metric_policies:
  - {name: money, metrics: [revenue], open_to: [chief, manager]}
limits:
  - {name: guests, roles: [guest], rows: 100, days: 31, export: false}
  - {name: buyers, roles: [buyer], rows: 500, days_back: 400, dimensions: 2}
""".replace("attributes:\n", "attributes:\n  - {name: rivals, label: rivals, dimension: item}\n")
KNOWN = {"cities": ("Oslo",), "items": ("Lamp",), "tiers": ("Gold",), "rivals": ("Vase",)}


@pytest.fixture(scope="module")
def shop() -> ModelIndex:
    return index_model(read_model({"shop.yaml": SHOP, "more.yaml": MORE}))


def see(shop: ModelIndex, roles: str, attributes: Mapping[str, Any]) -> Policy:
    return policy_for(shop, Asker(1, "somebody", frozenset(roles.split()), attributes), "r")


@pytest.mark.parametrize(
    ("kind", "given", "members"),
    [
        (DataType.STRING, ("West", "East", "West"), ("East", "West")),
        (DataType.STRING, ("West", " "), ()),
        (DataType.INTEGER, ("7", "10"), (7, 10)),
        (DataType.INTEGER, ("7", "ten"), ()),
        (DataType.INTEGER, ("7.5",), ()),
        (DataType.INTEGER, (True,), ()),
        (DataType.DECIMAL, ("7.5",), (7.5,)),
        (DataType.DECIMAL, ("nan",), ()),
        (DataType.DECIMAL, ("inf",), ()),
        (DataType.BOOLEAN, ("true",), (True,)),
        (DataType.BOOLEAN, ("yes",), ()),
        (DataType.DATE, ("20260131",), ()),
        (DataType.DATE, ("2026-02-30",), ()),
        (DataType.TIMESTAMP, ("2026-01-31",), ()),
        (DataType.STRING, "West", ()),
        (DataType.STRING, None, ()),
    ],
)
def test_an_attribute_of_another_type_is_worth_nothing(
    kind: DataType, given: object, members: tuple[object, ...]
) -> None:
    assert members_of(given, kind) == members


@pytest.mark.parametrize("clearance", [(), ("high",), ("1", "2"), (None,), ("9" * 40,)])
def test_a_bound_needs_one_sound_value(shop: ModelIndex, clearance: tuple[Any, ...]) -> None:
    policy = see(shop, "guest", KNOWN | {"clearance": clearance})

    assert policy.datasets == {}


def test_rules_of_bounds_and_exclusions_admit_what_passes(shop: ModelIndex) -> None:
    (rule,) = see(shop, "chief", KNOWN).rules["sales"]

    assert (rule.admits("Lamp"), rule.admits("Vase"), rule.admits("")) == (True, False, False)


def test_a_role_that_is_limited_by_what_it_lacks_sees_nothing(shop: ModelIndex) -> None:
    assert see(shop, "chief", {}).datasets == {}


def test_a_mask_opens_groups_and_closes_numbers(shop: ModelIndex) -> None:
    buyer = see(shop, "buyer", KNOWN)

    assert buyer.masks["sales"]["cost"].shown_as == "cost - cost % 10"
    assert "cost_band" in buyer.dimensions
    assert {"spent", "margin", "margin_rate"}.isdisjoint(buyer.metrics)
    assert not visible(shop, buyer).dimension("cost_band").indexed


def test_two_masks_in_two_forms_close_the_column(shop: ModelIndex) -> None:
    both = see(shop, "buyer manager", KNOWN)
    policy = see(shop, "buyer guest", KNOWN | {"clearance": ("5",)})

    assert "cost" not in both.datasets["sales"]  # one role is denied it
    assert policy.masks == {}
    assert "cost_band" not in policy.dimensions


def test_every_policy_that_names_a_metric_must_open_it(shop: ModelIndex) -> None:
    chief, buyer = see(shop, "chief", KNOWN), see(shop, "buyer", KNOWN)

    assert "revenue" in chief.metrics
    assert "revenue" not in buyer.metrics
    assert "revenue" in buyer.closed_metrics
    assert not any("revenue" in shop.columns_of(name) for name in buyer.metrics)
    assert "margin" not in buyer.metrics  # made of what is closed


def test_a_metric_that_no_policy_names_is_seen_by_nobody() -> None:
    unnamed = SHOP.replace("metrics: [all], open_to: [all]", "metrics: [spent], open_to: [all]")
    index = index_model(read_model({"shop.yaml": unnamed}))

    assert see(index, "chief", {}).metrics == {"spent"}
    assert "margin" not in visible(index, see(index, "chief", {})).metrics


def test_limits_of_several_roles_hold_together(shop: ModelIndex) -> None:
    assert see(shop, "chief", KNOWN).limits == Limits()
    both = see(shop, "buyer guest", KNOWN | {"clearance": ("5",)})
    assert both.limits == Limits(rows=100, days=31, days_back=400, dimensions=2, export=False)


def test_each_kind_of_policy_is_part_of_the_entitlement(shop: ModelIndex) -> None:
    without = {
        part: index_model(read_model({"shop.yaml": SHOP, "more.yaml": MORE.replace(*part)}))
        for part in (
            ("cost % 10,", "cost % 20,"),
            ("label: tens", "label: in tens"),
            ("rows: 500", "rows: 501"),
            ("[chief, manager]", "[chief, buyer]"),
        )
    }

    seen = {see(index, "buyer", KNOWN).entitlement for index in (shop, *without.values())}

    assert len(seen) == 1 + len(without)
