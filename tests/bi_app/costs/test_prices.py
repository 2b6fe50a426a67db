"""Tokens cost what the price of the day says; what has no price is not used."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from bi_app.costs.checks import prices
from bi_app.costs.prices import NoPrice, token_price
from bi_app.costs.usage import Tokens, export_charge, token_charges, tokens_of
from tests.yaml_files import read_yaml

CASES = read_yaml(Path(__file__).with_name("usage.yaml"))
DAY = date(2026, 11, 1)
OWN = """
- {model: ours, from: 2026-01-01, prompt: 0.1, completion: 0.2}
- {model: ours, from: 2026-06-01, prompt: 0.3, cached: 0.15, completion: 0.4}
- {model: gpt-4o-mini, from: 2026-01-01, prompt: 1, completion: 2}
"""


@pytest.fixture
def own_prices(settings: LazySettings, tmp_path: Path) -> Path:
    path = tmp_path / "prices.yaml"
    path.write_text(OWN)
    settings.AISLE_PRICES = str(path)
    return path


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_it_charges_recorded_usage(case: dict[str, Any]) -> None:
    charges = token_charges(tokens_of(case["usage"]), case["model"], DAY, "model", call=1)

    assert {charge.kind.value: charge.micros for charge in charges} == case["micros"]
    assert {(each.model, each.call, each.price_source) for each in charges} == {
        (case["model"], 1, "genai-prices")
    }


@pytest.mark.parametrize(
    "usage",
    [
        {},
        {"prompt_tokens": None, "completion_tokens": 1},
        {"prompt_tokens": -1, "completion_tokens": 1},
        {"prompt_tokens": "7", "completion_tokens": 1},
        {"prompt_tokens": True, "completion_tokens": 1},
        {
            "prompt_tokens": 1,
            "completion_tokens": 1,
            "prompt_tokens_details": {"cached_tokens": 2},
        },
    ],
)
def test_it_takes_no_usage_that_counts_nothing(usage: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="counts no tokens"):
        tokens_of(usage)


@pytest.mark.parametrize("model", ["no-such-model", "gpt-4o-nonsense", ""])
def test_it_uses_no_model_without_a_price(model: str) -> None:
    with pytest.raises(NoPrice, match="setting AISLE_PRICES"):
        token_charges(Tokens(1), model, DAY, "model")


@pytest.mark.usefixtures("own_prices")
@pytest.mark.parametrize(
    ("model", "day", "prompt", "cached"),
    [
        ("ours", date(2026, 5, 31), "0.1", "0.1"),
        ("ours", date(2026, 6, 1), "0.3", "0.15"),
        ("gpt-4o-mini", DAY, "1", "1"),
    ],
)
def test_it_takes_the_file_s_price_of_the_day_first(
    model: str, day: date, prompt: str, cached: str
) -> None:
    found = token_price(model, day)

    assert (str(found.prompt), str(found.cached)) == (prompt, cached)
    assert found.source == "AISLE_PRICES"
    assert len(found.version) == 16


@pytest.mark.usefixtures("own_prices")
def test_it_has_no_price_before_the_first_day_of_the_file() -> None:
    with pytest.raises(NoPrice):
        token_price("ours", date(2025, 12, 31))


def test_it_takes_no_price_of_another_currency(settings: LazySettings) -> None:
    settings.AISLE_CURRENCY = "EUR"

    with pytest.raises(NoPrice):
        token_price("gpt-4o-mini", DAY)


def test_it_takes_the_tier_of_a_long_prompt() -> None:
    short, long = (token_price("gemini-2.5-pro", DAY, count) for count in (200_000, 200_001))

    assert long.prompt == 2 * short.prompt


@pytest.mark.parametrize(
    "body", ["- {model: x}", "{", "- {model: x, from: 2026-01-01, prompt: -1}"]
)
def test_it_names_the_setting_of_a_file_that_cannot_be_read(own_prices: Path, body: str) -> None:
    own_prices.write_text(body)

    (found,) = prices()

    assert "AISLE_PRICES names prices.yaml" in found.msg


def test_it_charges_exports_by_their_rows(settings: LazySettings) -> None:
    settings.AISLE_EXPORT_MICROS_A_THOUSAND_ROWS = 300

    assert [export_charge(rows, "preparation").micros for rows in (0, 1, 10_000)] == [0, 1, 3000]
