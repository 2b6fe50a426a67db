"""A definition in words."""

from __future__ import annotations

import pytest

from semantic_layer.errors import NotModelled
from semantic_layer.model.tell import tell
from tests.wholesale.house import dunmore

TOLD = {
    "contribution_rate": """
        Contribution rate (contribution_rate): The share of turnover that is left.
        ratio metric in fraction, version 1, certified, owner buying
        made of:
          contribution_rate = contribution ÷ turnover
            contribution = turnover - cost_of_goods
              cost_of_goods = sum of cost of invoice_lines
              turnover = sum of amount of invoice_lines
            turnover = sum of amount of invoice_lines
        columns: invoice_lines.amount, invoice_lines.cost, invoice_lines.invoiced_on
    """,
    "punctuality": """
        made of:
          punctuality = (drops, where no later than promised) ÷ drops
            drops = count of invoice_no of invoices
    """,
    "credited": """
          credited = sum of -amount of invoice_lines, where document in CRN
    """,
    "average_stock": """
          average_stock = sum of cases of stock_counts, the mean of the period's counts
    """,
    "buying_accounts": """
          buying_accounts = distinct account_no of invoices, where document in INV
    """,
    "target": "can be split and filtered by: area, depot",
    "storage": """
        Storage (storage): How an item is kept.
        dimension of string, internal, owner buying
        on items: storage
    """,
    "batches": """
        Batches (batches): One row a batch of an item, as it came from its maker.
        table batches, a dimension table, owner buying
        one row for each batch_id
        open to all
        joins items on item_no = item_no
          batch_id: integer, internal
    """,
    "stock_counts": "periods apply to counted_on, by day",
}


@pytest.mark.parametrize("name", TOLD)
def test_it_is_told(name: str) -> None:
    wanted = [line.strip() for line in TOLD[name].strip().splitlines()]

    told = [line.strip() for line in tell(dunmore(), name)]

    assert [line for line in told if line in wanted or wanted == []][: len(wanted)] == wanted


def test_it_says_what_the_nearest_name_is() -> None:
    with pytest.raises(NotModelled, match=r"did you mean punctuality\?"):
        tell(dunmore(), "punctualty")
