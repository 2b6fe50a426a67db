"""Larkfield's model, its people and its members, and questions put to the interpreter."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

from bi_app.demo.model import larkfield_files
from semantic_layer.access import Asker, Policy, policy_for, visible
from semantic_layer.calendars.periods import Clock
from semantic_layer.interpret.interpret import interpret
from semantic_layer.interpret.outcome import Choice, Outcome, Understood
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.read import read_model
from semantic_layer.query import MetricQuery
from tests.semantic_layer.interpret.finder import Names, find, names

MEMBERS = Path(__file__).parent / "members.json"
CLOCK = Clock(today=date(2026, 11, 13), watermark=date(2026, 11, 12), first_day=date(2023, 1, 29))
PEOPLE = {
    "executive": Asker(1, "executive", frozenset({"executive"})),
    "merchandiser": Asker(
        2,
        "merchandiser",
        frozenset({"merchandiser"}),
        {"departments": ("Women's", "Accessories")},
    ),
    "manager": Asker(
        3, "manager", frozenset({"regional_manager"}), {"regions": ("Southwest", "West")}
    ),
    "administrator": Asker(4, "administrator", frozenset({"administrator"})),
    "owner": Asker(5, "owner", frozenset({"metric_owner"})),
    "analyst": Asker(6, "analyst", frozenset({"analyst"})),
}


@cache
def whole_index() -> ModelIndex:
    return index_model(read_model(larkfield_files()))


@cache
def seen_by(person: str) -> tuple[ModelIndex, Policy]:
    policy = policy_for(whole_index(), PEOPLE[person], "test")
    return visible(whole_index(), policy), policy


@cache
def known_names() -> Names:
    return names(whole_index(), json.loads(MEMBERS.read_text(encoding="utf-8")))


def ask(
    text: str,
    person: str = "executive",
    previous: MetricQuery | None = None,
    offered: tuple[Choice, ...] = (),
    earlier: tuple[MetricQuery, ...] = (),
) -> Outcome:
    index, policy = seen_by(person)
    found = find(text, known_names(), index, policy)
    return interpret(text, index, policy, found, CLOCK, previous, offered, earlier)


def query_of(text: str, previous: MetricQuery | None = None) -> MetricQuery:
    """The query of a question that must be understood."""
    outcome = ask(text, previous=previous)
    assert isinstance(outcome, Understood), outcome
    return outcome.query
