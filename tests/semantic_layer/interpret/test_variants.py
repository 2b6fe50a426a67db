"""Do the numbers that the trade disputes answer to their own words, and the bare ones to theirs?"""

from __future__ import annotations

import pytest

from tests.semantic_layer.interpret.asking import query_of

SAID = {
    "sell-through by category last quarter": "sell_through",
    "sell-through of opening stock by category last quarter": "sell_through_opening",
    "sell-through of receipts by department last quarter": "sell_through_receipts",
    "sell-through of available stock by season last quarter": "sell_through_available",
    "markdown rate by department last month": "markdown_rate",
    "markdown rate on net sales by department last month": "markdown_rate_on_net",
    "weeks of supply by category": "weeks_of_supply",
    "trailing weeks of supply by category": "weeks_of_supply_trailing",
    "forward weeks of supply by category": "weeks_of_supply_forward",
    "moving annual sales by region": "moving_annual_net_sales",
    "rolling 12 month net sales by region": "net_sales",
    "net sales year to date by region": "net_sales",
}


@pytest.mark.parametrize("text", SAID)
def test_it_reads_each_variant_by_its_own_words(text: str) -> None:
    assert query_of(text).metrics == (SAID[text],)
