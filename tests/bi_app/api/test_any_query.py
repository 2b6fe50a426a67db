"""Whatever query is sent, it is answered, refused or pointed at; it never breaks anything."""

from typing import Any

import pytest
from django.conf import LazySettings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bi_app.api.conftest import Api
from tests.counts import cases

METRICS = st.sampled_from(
    ["net_sales", "gross_margin_rate", "on_hand_units", "active_customers", "sales_vs_plan", "nope"]
)
DIMENSIONS = st.sampled_from(
    ["region", "department", "store_name", "channel", "loyalty_tier", "opened_on", "email", "nope"]
)
SCALARS = st.one_of(
    st.sampled_from(["West", "Women's", "2026-01-01", "'; DROP TABLE stores; --", ""]),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates().map(str),
)
UNITS = st.sampled_from(["day", "week", "month", "quarter", "year"])
CALENDARS = st.sampled_from([None, "fiscal", "gregorian", "lunar"])
PERIODS = st.one_of(
    st.fixed_dictionaries(
        {
            "kind": st.just("relative"),
            "unit": UNITS,
            "offset": st.integers(-(10**6), 10**6),
            "count": st.integers(1, 1000),
            "calendar": CALENDARS,
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("named"),
            "unit": UNITS,
            "number": st.integers(1, 366),
            "year": st.integers(1900, 2200),
            "calendar": CALENDARS,
        }
    ),
    st.fixed_dictionaries(
        {"kind": st.just("dates"), "start": st.dates().map(str), "end": st.dates().map(str)}
    ),
    st.fixed_dictionaries(
        {"kind": st.just("rolling"), "unit": UNITS, "count": st.integers(1, 5000)}
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("within"),
            "unit": UNITS,
            "position": st.integers(-500, 500),
            "period": st.just({"kind": "relative", "unit": "year"}),
        }
    ),
)
SHOW = st.sampled_from(["value", "comparison", "change", "growth", "share"])
FILTERS = st.lists(
    st.fixed_dictionaries(
        {
            "dimension": DIMENSIONS,
            "op": st.sampled_from(["in", "not_in", "gt", "lte", "contains", "is_null"]),
            "values": st.lists(SCALARS, max_size=2),
        }
    ),
    max_size=2,
)
QUERIES = st.fixed_dictionaries(
    {"metrics": st.lists(METRICS, min_size=1, max_size=3)},
    optional={
        "dimensions": st.lists(DIMENSIONS, max_size=3),
        "filters": FILTERS,
        "thresholds": st.lists(
            st.fixed_dictionaries(
                {
                    "metric": METRICS,
                    "show": SHOW,
                    "op": st.sampled_from(["gt", "eq", "between"]),
                    "values": st.lists(
                        st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=2
                    ),
                },
                optional={"each": st.fixed_dictionaries({"unit": UNITS}), "at_least": st.just(2)},
            ),
            max_size=1,
        ),
        "period": PERIODS,
        "grain": st.fixed_dictionaries({"unit": UNITS, "calendar": CALENDARS}),
        "comparisons": st.lists(
            st.fixed_dictionaries(
                {
                    "kind": st.sampled_from(["last_year", "previous_period", "plan"]),
                    "show": st.lists(SHOW, max_size=2),
                }
            ),
            max_size=2,
        ),
        "ranking": st.fixed_dictionaries(
            {"by": METRICS, "show": SHOW, "limit": st.integers(1, 1000)}
        ),
        "shares": st.lists(
            st.fixed_dictionaries({"metric": METRICS}, optional={"part": FILTERS}), max_size=1
        ),
        "order": st.lists(
            st.fixed_dictionaries({"by": st.one_of(METRICS, DIMENSIONS, st.just("time"))}),
            max_size=2,
        ),
        "limit": st.integers(1, 100_000),
        "counted": st.one_of(DIMENSIONS, st.just("time")),
        "averaged": st.lists(st.one_of(DIMENSIONS, st.just("time")), max_size=2),
        "subtotals": st.lists(DIMENSIONS, max_size=2),
    },
)
STATUSES = {200, 422}
many = settings(
    max_examples=cases(25, 1_000), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def patient(elena: Api, settings: LazySettings) -> Api:
    settings.AISLE_ASKS_A_MINUTE = 10**6
    return elena


@settings(
    max_examples=cases(25, 1_000), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=QUERIES)
def test_it_stands_any_query(patient: Api, query: dict[str, Any]) -> None:
    response = patient.post("query", {"metric_query": query})

    assert response.status_code in STATUSES, (query, response.content)


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**17), 10**17), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["metrics", "kind", "period", "x"]), inner, max_size=3),
    ),
    max_leaves=10,
)


@settings(
    max_examples=cases(25, 1_000), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.one_of(VALUES, st.fixed_dictionaries({"metric_query": VALUES})))
def test_it_stands_any_body(patient: Api, body: Any) -> None:
    response = patient.post("query", body)

    assert response.status_code in {*STATUSES, 400}, (body, response.content)


@settings(
    max_examples=cases(25, 1_000), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(question=st.text(max_size=120))
def test_it_stands_any_text(patient: Api, question: str) -> None:
    response = patient.post("ask", {"question": question})

    assert response.status_code in {*STATUSES, 400}, (question, response.content)
