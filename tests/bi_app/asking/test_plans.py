"""A query that was made into a statement before is not made into one again, for equal rights."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bi_app.asking import plans
from bi_app.asking.asking import Asking
from bi_app.asking.plans import Ready
from semantic_layer.query import MetricQuery
from tests.bi_app.street import send
from tests.semantic_layer.answers import LARKFIELD_CLOCK, larkfield_as

BY_CATEGORY: dict[str, Any] = {"metrics": ["net_sales"], "dimensions": ["category"]}


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    plans.forget()


@pytest.mark.django_db
@pytest.mark.usefixtures("retailer")
def test_it_proves_a_statement_once_and_runs_it_twice() -> None:
    first = send("elena.exec", **BY_CATEGORY)

    second = send("elena.exec", **BY_CATEGORY)

    assert {"compile", "secure", "check"} <= set(first.timings_ms)
    assert not {"secure", "check"} & set(second.timings_ms)
    assert second.finding.rows == first.finding.rows
    assert second.finding.basis == replace(first.finding.basis, rows_from="cache")


@pytest.mark.django_db
@pytest.mark.usefixtures("retailer")
@pytest.mark.parametrize("order", [("elena.exec", "mara.merch"), ("mara.merch", "elena.exec")])
def test_it_shares_no_statement_between_people_of_other_rights(order: tuple[str, str]) -> None:
    rows = {name: send(name, **BY_CATEGORY).finding.rows for name in order}

    assert 0 < len(rows["mara.merch"]) < len(rows["elena.exec"])


def test_it_tells_true_from_one() -> None:
    yes, one = ready(), ready()
    plans.keep(filtered_by(True), asking("elena.exec"), yes)

    assert plans.find(filtered_by(True), asking("elena.exec")) is yes
    assert plans.find(filtered_by(1), asking("elena.exec")) is None
    assert plans.keep(filtered_by(1), asking("elena.exec"), one) is one


def test_it_makes_a_statement_anew_when_the_data_has_another_day() -> None:
    query = MetricQuery.model_validate(BY_CATEGORY)
    plans.keep(query, asking("elena.exec"), ready())
    tomorrow = replace(LARKFIELD_CLOCK, watermark=LARKFIELD_CLOCK.today)

    assert plans.find(query, asking("elena.exec", tomorrow)) is None
    assert plans.find(query, asking("elena.exec")) is not None


def test_it_keeps_those_that_were_used_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "MOST", 2)
    queries = [MetricQuery(metrics=("net_sales",), limit=number) for number in (1, 2, 3)]
    for query in queries[:2]:
        plans.keep(query, asking("elena.exec"), ready())
    plans.find(queries[0], asking("elena.exec"))

    plans.keep(queries[2], asking("elena.exec"), ready())

    kept = [plans.find(query, asking("elena.exec")) is not None for query in queries]
    assert kept == [True, False, True]


def filtered_by(value: Any) -> MetricQuery:
    private = {"dimension": "is_private_label", "values": [value]}
    return MetricQuery.model_validate({"metrics": ["net_sales"], "filters": [private]})


def asking(name: str, clock: Any = LARKFIELD_CLOCK) -> Asking:
    """As much of an asking as the key is made of."""
    return cast(Asking, SimpleNamespace(policy=larkfield_as(name).policy, clock=clock))


def ready() -> Ready:
    asked = larkfield_as("elena.exec")
    return Ready(asked.compiled(BY_CATEGORY), asked.checked(BY_CATEGORY))
