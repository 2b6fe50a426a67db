"""The two retailers whose questions are drawn: what may be asked of each, and how it is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from semantic_layer.interpret.interpret import interpret
from semantic_layer.interpret.outcome import Outcome
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import MetricQuery
from tests.semantic_layer.answers import Asked, larkfield_as
from tests.semantic_layer.interpret.asking import MEMBERS, known_names
from tests.semantic_layer.interpret.finder import Names, find, names
from tests.wholesale import house as wholesale

DUNMORE = {
    "area": ("Uplands", "Coast"),
    "depot": ("Northgate", "Harbour", "Millbrook"),
    "route": ("Fell Run", "Moor Run", "Quay Run", "Canal Run"),
    "account": ("Copper Kettle", "Silver Anchor", "Old Oak"),
    "account_type": ("Restaurant", "Shop", "Hotel", "School"),
    "item_group": ("Dairy", "Greens", "Pantry", "Drinks", "Fish", "Frozen Veg"),
    "item": ("Whole Milk", "Baby Spinach", "Kale", "Plain Flour", "Cod Fillet", "Garden Peas"),
    "storage": ("Chilled", "Ambient", "Frozen"),
    "diet": ("Vegan", "Gluten-free", "Organic", "Kosher"),
}


@dataclass(frozen=True)
class House:
    """A model with its members by dimension, as somebody sees it who may see everything."""

    asked: Asked
    known: Names
    members: Mapping[str, tuple[str, ...]]

    @property
    def index(self) -> ModelIndex:
        return self.asked.seen

    @cached_property
    def metrics(self) -> tuple[str, ...]:
        return tuple(name for name, metric in self.index.metrics.items() if metric.visible)

    @cached_property
    def calendars(self) -> tuple[str | None, ...]:
        return (None, *(each.name for each in self.index.model.calendars))

    def ask(self, text: str) -> Outcome:
        found = find(text, self.known, self.index, self.asked.policy)
        return interpret(text, self.index, self.asked.policy, found, self.asked.clock)

    def statement(self, query: MetricQuery) -> str:
        """What is compiled, without the remarks that name its periods."""
        return self.asked.compiled(query.model_dump()).tree.sql("duckdb", comments=False)


@cache
def larkfield() -> House:
    members = json.loads(MEMBERS.read_text(encoding="utf-8"))
    return House(
        larkfield_as("elena.exec"), known_names(), {k: tuple(v) for k, v in members.items()}
    )


@cache
def dunmore() -> House:
    asked = wholesale.asked_by("dora")
    found = names(
        asked.index, {name: {each: {} for each in some} for name, some in DUNMORE.items()}
    )
    return House(asked, found, DUNMORE)
