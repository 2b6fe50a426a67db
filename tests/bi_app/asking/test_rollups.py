"""Does an answer that was read from a rollup say so, and never rest on one that has gone?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bi_app.api.shapes import answer_json
from bi_app.asking import ask as street
from bi_app.asking import plans
from bi_app.asking.explain import explain
from bi_app.warehouse import rollups
from bi_app.web.facts import basis_facts
from metrics.releases import live
from semantic_layer.query import MetricQuery
from tests.bi_app.street import send
from tests.bi_app.warehouse.larkfield_rollups import own_larkfield

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

BY_REGION: dict[str, Any] = {"metrics": ["net_sales"], "dimensions": ["region"]}
BY_BRAND: dict[str, Any] = {"metrics": ["net_sales"], "dimensions": ["brand"]}


@pytest.fixture
def with_rollups(larkfield: Path, tmp_path: Path) -> Iterator[None]:
    plans.forget()
    with own_larkfield("duckdb", larkfield, tmp_path):
        yield


def test_it_names_the_rollup_in_the_basis(with_rollups: None) -> None:
    before = send("sam.southwest", **BY_REGION)
    rollups.build(live())

    after = send("sam.southwest", **BY_REGION)

    assert after.finding.rows == before.finding.rows
    assert answer_json(before)["basis"]["rollups"] == []
    assert answer_json(after)["basis"]["rollups"] == ["daily_store_sales"]
    assert "FROM aisle_rollups.daily_store_sales" in str(after.finding.sql)
    assert after.finding.basis.policy == before.finding.basis.policy != ()
    facts = {fact.name: fact.texts for fact in basis_facts(after)}
    assert facts["Added up beforehand"] == ("Daily sales by store",)
    assert "Added up beforehand" not in {fact.name for fact in basis_facts(before)}


def test_it_names_none_where_none_serves(with_rollups: None) -> None:
    rollups.build(live())

    answer = send("elena.exec", **BY_BRAND)

    assert answer_json(answer)["basis"]["rollups"] == []


def test_it_explains_from_which_rollup_it_would_be_read(with_rollups: None) -> None:
    rollups.build(live())
    query = MetricQuery.model_validate(BY_REGION)

    for person in (None, "elena.exec"):
        assert "-- read from the rollup daily_store_sales" in explain(query, live(), person)


@pytest.mark.parametrize("moved", ["built anew", "gone"])
def test_it_asks_the_rows_themselves_where_a_rollup_has_moved(
    with_rollups: None, moved: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = send("elena.exec", **BY_REGION).finding.rows
    rollups.build(live())
    seen = rollups.readable(live())
    if moved == "gone":
        rollups.drop(live())
    else:
        seen = tuple(replace(each, built_at="earlier") for each in seen)
    monkeypatch.setattr(street, "readable", lambda _release: seen)

    answer = send("elena.exec", **BY_REGION)

    assert answer.finding.rows == expected
    assert answer.finding.basis.rollups == ()
    assert answer.finding.basis.rows_from == "warehouse"
