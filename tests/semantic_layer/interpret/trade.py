"""A model of another trade than the demo's, its members, and questions put to the interpreter."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from semantic_layer.access import Asker, Policy, policy_for, visible
from semantic_layer.calendars.periods import Clock
from semantic_layer.interpret.interpret import interpret
from semantic_layer.interpret.outcome import Outcome, Understood
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.read import read_model
from semantic_layer.query import MetricQuery
from tests.semantic_layer.interpret.finder import Names, find, names

HERE = Path(__file__).parent
CLOCK = Clock(today=date(2026, 9, 20), watermark=date(2026, 9, 19), first_day=date(2024, 7, 1))
MEMBERS: dict[str, tuple[str, ...]] = {
    "county": ("Cork", "Galway", "Kerry"),
    "branch": ("Dockside", "Market Row", "Abbey Lane", "Mill Bridge"),
    "branch_size": ("Large", "Small"),
    "system": ("Brakes", "Filters", "Electrics", "Cooling"),
    "part": ("Brake Pad", "Oil Filter", "Spark Plug", "Radiator"),
    "make": ("Ardent", "Ferron", "Volta"),
    "counter": ("Walk-in", "Phone", "Webshop"),
    "garage": ("Quick Wheels", "Hill Motors"),
    "garage_kind": ("Dealer", "Fleet", "Independent"),
}


@cache
def seen() -> tuple[ModelIndex, Policy, Names]:
    text = (HERE / "torque.yaml").read_text(encoding="utf-8")
    index = index_model(read_model({"torque.yaml": text}))
    policy = policy_for(index, Asker(1, "dora", frozenset({"director"})), "test")
    members = {of: {each: {} for each in own} for of, own in MEMBERS.items()}
    return visible(index, policy), policy, names(index, members)


def ask(text: str, previous: MetricQuery | None = None) -> Outcome:
    index, policy, known = seen()
    found = find(text, known, index, policy)
    return interpret(text, index, policy, found, CLOCK, previous)


def query_of(text: str, previous: MetricQuery | None = None) -> MetricQuery:
    """The query of a question that must be understood."""
    outcome = ask(text, previous)
    assert isinstance(outcome, Understood), outcome
    return outcome.query
