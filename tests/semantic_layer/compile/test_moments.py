"""A dimension of moments is filtered by their days, the last one to its end."""

from datetime import date

import duckdb
import pytest

from semantic_layer.access import Asker, policy_for, visible
from semantic_layer.calendars.periods import Clock
from semantic_layer.model.index import index_model
from semantic_layer.model.read import read_model
from tests.semantic_layer.answers import Asked

MODEL = """
model:
  {name: desk, label: Help desk, time: {default_calendar: civil, watermark: calls.day}}
calendars:
  - {name: civil, label: Calendar, kind: gregorian}
datasets:
  - name: calls
    label: Calls
    table: calls
    description: One row a call.
    owner: ann
    key: [call_id]
    fact: true
    time: day
    open_to: [all]
    columns:
      - {name: call_id, type: integer}
      - {name: day, type: date}
      - {name: ended_at, type: timestamp, nullable: true}
dimensions:
  - {name: ended_at, label: Ended at, description: When it ended., owner: ann, type: timestamp, indexed: false, on: {calls: ended_at}}
metrics:
  - {name: calls, kind: simple, label: Calls, description: Calls., owner: ann, unit: count, dataset: calls, expression: call_id, aggregation: count}
roles:
  - {name: clerk, label: Clerk}
metric_policies:
  - {name: everybody, metrics: [all], open_to: [all]}
"""  # noqa: E501
ROWS = """
CREATE TABLE calls AS SELECT * FROM (VALUES
  (1, DATE '2026-10-30', TIMESTAMP '2026-10-30 23:59:59'),
  (2, DATE '2026-10-31', TIMESTAMP '2026-10-31 00:00:00'),
  (3, DATE '2026-10-31', TIMESTAMP '2026-10-31 18:30:00'),
  (4, DATE '2026-11-01', TIMESTAMP '2026-11-01 00:00:00'),
  (5, DATE '2026-11-01', NULL)
) AS calls(call_id, day, ended_at)
"""
INDEX = index_model(read_model({"desk.yaml": MODEL}))
POLICY = policy_for(INDEX, Asker(1, "cleo", frozenset({"clerk"})), "test")
CLOCK = Clock(date(2026, 11, 2), date(2026, 11, 1), date(2026, 10, 1))
ASKED = Asked(INDEX, POLICY, CLOCK, visible(INDEX, POLICY))


@pytest.mark.parametrize(
    ("op", "values", "calls"),
    [
        ("lte", ["2026-10-31"], 3),
        ("lt", ["2026-10-31"], 1),
        ("gt", ["2026-10-31"], 1),
        ("gte", ["2026-10-31"], 3),
        ("between", ["2026-10-31", "2026-10-31"], 2),
        ("in", ["2026-10-31"], 2),
        ("not_in", ["2026-10-31"], 3),
        ("is_null", [], 1),
    ],
)
def test_it_compares_a_moment_by_its_day(op: str, values: list[str], calls: int) -> None:
    wanted = {"dimension": "ended_at", "op": op, "values": values}
    statement = ASKED.checked({"metrics": ["calls"], "filters": [wanted]})

    with duckdb.connect() as connection:
        connection.execute(ROWS)
        rows = connection.execute(statement.text, list(statement.parameters)).fetchall()

    assert rows == [(calls,)]
