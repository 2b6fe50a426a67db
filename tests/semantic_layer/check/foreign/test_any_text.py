"""Whatever comes in: a statement that is contained, or the one refusal."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import parse_one

from semantic_layer.check import CheckedStatement, check_sql
from semantic_layer.check.foreign.engines import ENGINES
from semantic_layer.check.same import same
from semantic_layer.errors import UnsafeStatement
from tests.counts import cases
from tests.semantic_layer.check.foreign.corpus import LINES
from tests.semantic_layer.check.foreign.warehouse import HIDDEN, Warehouse, policy

WORDS = (
    *("SELECT", "FROM", "WHERE", "JOIN", "ON", "USING (store_id)", "UNION ALL", "WITH a AS (", ")"),
    *("(", "*", ",", ".", "'", '"', "--", "/*", "*/", ";", "::int", "AS", "stores", "customers"),
    *("email", "OVER ()", "LATERAL", "NATURAL", "LIMIT 1", "pg_sleep(1)", "CAST(", "NOT", "E'\\'"),
)
SHORT = [line["sql"] for line in LINES if len(line["sql"]) < 500]
dialects = st.sampled_from(sorted(ENGINES))


def outcome(text: Any, dialect: str) -> CheckedStatement | None:
    try:
        return check_sql(text, dialect, policy())
    except UnsafeStatement:
        return None


@given(text=st.one_of(st.text(), st.binary(), st.none(), st.integers()), dialect=dialects)
def test_it_refuses_what_is_no_sql(text: Any, dialect: str) -> None:
    assert outcome(text, dialect) is None


@st.composite
def changed(draw: st.DrawFn) -> str:
    """A line of the corpora with parts of it gone, doubled, or of another line."""
    text = draw(st.sampled_from(SHORT))
    for _ in range(draw(st.integers(0, 3))):
        begin = draw(st.integers(0, len(text)))
        end = draw(st.integers(begin, min(len(text), begin + 30)))
        middle = draw(
            st.one_of(
                st.just(""),
                st.just(text[begin:end] * 2),
                st.sampled_from(WORDS).map(" {} ".format),
                st.sampled_from(SHORT).map(lambda other: f"({other})"),
                st.text(max_size=3),
            )
        )
        text = text[:begin] + middle + text[end:]
    return text


@settings(max_examples=cases(300, 20_000))
@given(text=changed(), dialect=dialects)
def test_it_contains_what_it_lets_through(
    text: str, dialect: str, warehouses: dict[str, Warehouse]
) -> None:
    statement = outcome(text, dialect)
    if statement is None:
        return

    read = parse_one(statement.text, dialect=dialect)
    assert read.sql(dialect, identify=True, comments=False) == statement.text
    assert same(read, parse_one(read.sql(dialect), dialect=dialect))
    if dialect in warehouses:
        for state in ("full", "scrambled"):
            assert HIDDEN not in warehouses[dialect].outcome(statement.text, state).text
