"""Which shops are compared, and why are the others not? Counted by hand, on every engine.

Elm opened in 2020; Oak on 1 June 2023 and closed on 8 March 2024; Bay opened on 11 February 2024.
"""

from __future__ import annotations

from typing import Any

import pytest

from semantic_layer.check import check
from semantic_layer.compile.comparing import compile_comparing
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure
from tests.semantic_layer.corner import BOSS, FEBRUARY, MANAGER, Engine, asked_by, plain

MARCH = {"kind": "dates", "start": "2024-03-03", "end": "2024-03-09"}
ELM = ["Elm", None, None]
CASES: dict[str, tuple[dict[str, Any], list[list[Any]]]] = {
    "those of thirteen months in February": (
        {"metrics": ["comp_amount"], "period": FEBRUARY},
        [["Bay", "opened", "2024-02-11"], ELM, ["Oak", "opened", "2023-06-01"]],
    ),
    "those of a month, by the version of March, that did not close": (
        {"metrics": ["comp_growth"], "period": MARCH},
        [["Bay", "opened", "2024-02-11"], ELM, ["Oak", "closed", "2024-03-08"]],
    ),
    "one set for the whole period, whatever it is split by": (
        {"metrics": ["comp_amount"], "period": FEBRUARY, "grain": {"unit": "week"}},
        [["Bay", "opened", "2024-02-11"], ELM, ["Oak", "opened", "2023-06-01"]],
    ),
    "those that the query's own filters leave": (
        {
            "metrics": ["comp_amount"],
            "period": FEBRUARY,
            "filters": [{"dimension": "region", "values": ["South"]}],
        },
        [["Bay", "opened", "2024-02-11"]],
    ),
    "whichever they are where the policy counts some of their sales only": (
        {"metrics": ["young"], "period": FEBRUARY},
        [["Bay", "opened", "2024-02-11"], ELM, ["Oak", None, None]],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_lists(case: str, engine: Engine) -> None:
    query, expected = CASES[case]

    assert listed(query, BOSS, engine) == expected


def test_it_lists_only_what_the_asker_may_see(engine: Engine) -> None:
    rows = listed({"metrics": ["comp_amount"], "period": FEBRUARY}, MANAGER, engine)

    assert rows == [ELM, ["Oak", "opened", "2023-06-01"]]


@pytest.mark.parametrize(
    "query",
    [
        {"metrics": ["amount"], "period": FEBRUARY},
        {"metrics": ["late_amount"], "period": MARCH},
        {
            "metrics": ["comp_amount"],
            "period": FEBRUARY,
            "filters": [
                {"dimension": "shop", "members": {"metrics": ["amount"], "dimensions": ["shop"]}}
            ],
        },
        {
            "metrics": ["comp_amount"],
            "period": FEBRUARY,
            "filters": [{"dimension": "keeper", "values": ["Ada"]}],
        },
    ],
    ids=[
        "nothing is comparable",
        "nothing names one",
        "a result says which are asked about",
        "a shop is asked about on some days only",
    ],
)
def test_it_lists_nothing_where(query: dict[str, Any]) -> None:
    asked = asked_by(BOSS)

    assert compile_comparing(MetricQuery.model_validate(query), asked.seen, asked.clock) is None


def listed(query: dict[str, Any], asker: Any, engine: Engine) -> list[list[Any]]:
    asked = asked_by(asker)
    comparing = compile_comparing(MetricQuery.model_validate(query), asked.seen, asked.clock)
    assert comparing is not None
    secured = secure(comparing.compiled, asked.index, asked.policy)
    return plain(engine.rows(check(secured, asked.index, asked.policy, engine.name)))
