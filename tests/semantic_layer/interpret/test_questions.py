"""Questions and the MetricQuery that each of them asks, as data; add a line to add a test."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from semantic_layer.calendars.resolve import default_period, resolve
from semantic_layer.interpret.describe import describe
from semantic_layer.query import MetricQuery
from tests.semantic_layer.interpret.asking import CLOCK, query_of, seen_by

LINES = (Path(__file__).parent / "questions.jsonl").read_text(encoding="utf-8").splitlines()
QUESTIONS = [(line["asks"], line["query"]) for line in map(json.loads, LINES)]
POLITE = "Hi, could you please show me {}, thanks!"


@cache
def asked_by(text: str) -> MetricQuery:
    """Read once for all that is asked of it."""
    return query_of(text)


def dated(query: MetricQuery) -> tuple[MetricQuery, object]:
    """A query apart from the words of its periods, and the days of its own."""
    index, _ = seen_by("executive")
    days = resolve(query.period or default_period(index), index, CLOCK)
    shown = [comparison.show for comparison in query.comparisons]
    plain = query.model_copy(update={"period": None, "comparisons": ()})
    return plain, (days.start, days.end, shown)


@pytest.mark.parametrize(("text", "query"), QUESTIONS)
def test_it_asks_this_query(text: str, query: dict[str, object]) -> None:
    wanted = MetricQuery.model_validate(query)

    assert asked_by(text).model_dump(mode="json") == wanted.model_dump(mode="json")


@pytest.mark.parametrize("text", [text for text, _ in QUESTIONS])
def test_it_reads_its_own_description_back(text: str) -> None:
    query = asked_by(text)

    sentence = describe(query, seen_by("executive")[0], CLOCK)

    assert dated(query_of(sentence)) == dated(query)


@pytest.mark.parametrize("text", [text for text, _ in QUESTIONS])
def test_it_minds_neither_case_nor_politeness(text: str) -> None:
    query = asked_by(text)

    assert query_of(text.lower()) == query
    assert query_of(text.upper()) == query
    assert query_of(POLITE.format(text.rstrip("?"))) == query
