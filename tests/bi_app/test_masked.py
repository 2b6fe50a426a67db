"""What is somebody's own is masked before it is kept; what is the retailer's stays as typed."""

import pytest

from bi_app.masked import mask, mask_values

MASKED = {
    "orders of jane.doe+x@example.co.uk last month": "orders of [email] last month",
    "what did O'Neil@shop.com buy?": "what did [email] buy?",
    "orders of 4111 1111 1111 1111": "orders of [card]",
    "card 4111111111111111?": "card [card]?",
    "amex 3782 822463 10005": "amex [card]",
    "5500-0000-0000-0004 refunds": "[card] refunds",
    "returns of 555-234-4567": "returns of [phone]",
    "(555) 234-4567 sales": "[phone] sales",
    "1 555.234.4567": "[phone]",
    "orders by +44 20 7946 0958": "orders by [phone]",
    "0044 20 7946 0958": "[phone]",
    "+49 (0)30 123456": "[phone]",
    "phone 555-1234": "phone [phone]",
    "call: 5551234 please": "call: [phone] please",
    "iban DE89 3704 0044 0532 0130 00 sales": "iban [iban] sales",
    "GB29NWBK60161331926819": "[iban]",
    "ssn 123-45-6789": "ssn [national id]",
    "loyalty 9834512376 orders": "loyalty [number] orders",
    "customer 5552344567": "customer [number]",
    "Mrs Jane Miller's orders": "Mrs [name] orders",
    "orders of Dr. Ångström": "orders of Dr. [name]",
    "customers named jane Miller last month": "customers named [name] last month",
    "shopper called “Ana”": "shopper called “[name]”",
}
KEPT = (
    "net sales by region last month",
    "sales over 1000000000",
    "stores with sales above 125000000",
    "sku 123456789",
    "SKU: 987654321",
    "article number 123456789",
    "order 123456789",
    "units of EAN 4006381333931",
    "4006381333931",
    "036000291452",
    "10012345678902",
    "SKU AB-123456789",
    "AB123456789",
    "$1,234,567,890",
    "€ 123456789",
    "123456789 units",
    "1,000,000.50",
    "12 345 678 EUR",
    "from 2026-10-04 to 2026-10-31",
    "2026-10-04/2026-10-31",
    "between 10/04/2026 and 10/31/2026",
    "20261004-20261031",
    "202610041230",
    "net sales 2025-2026 week 40",
    "Q3 FY24 vs Q3 FY23",
    "the last 364 days against 2025",
    "top 10 stores of 2024 2025 2026",
    "stores 1001 1002 1003 1004 1005",
    "stores 100 200 3000",
    "stores 212 555 1234",
    "customer name breakdown",
    "customers by name",
    "new customers @ West",
    "sales per sq ft, gm% and AOV",
    "men's and women's",
)


@pytest.mark.parametrize(("typed", "kept"), MASKED.items(), ids=MASKED)
def test_it_masks_what_is_somebody_s_own(typed: str, kept: str) -> None:
    assert mask(typed) == kept
    assert mask(kept) == kept


@pytest.mark.parametrize("typed", KEPT)
def test_it_leaves_what_is_the_retailer_s(typed: str) -> None:
    assert mask(typed) == typed


def test_it_masks_values_of_a_query_but_takes_no_key_for_a_telephone() -> None:
    query = {"filters": [{"dimension": "sku", "values": ["9834512376", "jane@example.com", 7]}]}

    assert mask_values(query) == {
        "filters": [{"dimension": "sku", "values": ["9834512376", "[email]", 7]}]
    }
