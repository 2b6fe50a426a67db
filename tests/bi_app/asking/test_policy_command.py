"""`manage.py policy explain` says which rule does what, and is itself recorded."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from bi_app.audit.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]


def explain(user: str, question: str) -> str:
    out = StringIO()
    call_command("policy", "explain", user, question, by="grace", stdout=out)
    return out.getvalue()


def test_it_names_the_rules_of_an_answer() -> None:
    said = explain("sam.southwest", "net sales by region last month")

    assert said.startswith("verdict: answered")
    assert "rows of sales_lines: row policy own_regions: region in Southwest, West" in said
    assert "reads sales_lines, narrowed by own_regions" in said
    assert "closed: dataset purchase_order_lines: row policy own_regions cannot be kept" in said
    assert "closed: metric gross_margin: column policy cost closes sales_lines.cost_amount" in said
    assert "stores.region IN ('Southwest', 'West')" in said
    assert "small groups customers: fewer than 5" in said


def test_it_tells_the_closed_from_what_is_not_modelled() -> None:
    closed = explain("sam.southwest", "gross margin by region last month")
    unknown = explain("sam.southwest", "astronaut wages last month")

    assert closed.startswith("verdict: refused, not_permitted")
    assert "gross_margin is closed and read as not permitted: column policy cost" in closed
    assert "over the whole model: refused" in unknown


def test_it_says_who_is_answered_no_data() -> None:
    said = explain("ada.admin", "net sales last month")

    assert "closed: no role of theirs is answered data (roles: administrator)" in said


def test_it_takes_a_query_too(tmp_path: Path) -> None:
    file = tmp_path / "query.json"
    file.write_text(json.dumps({"metrics": ["labor_cost"]}))

    said = explain("mara.merch", str(file))

    assert said.startswith("verdict: refused")
    assert "labor_cost is closed and read as not permitted" in said


def test_it_is_recorded() -> None:
    explain("sam.southwest", "net sales last month")

    entry = Entry.objects.get(action="policy_explained")
    assert (entry.actor, entry.outcome) == ("console:grace", "shown")


def test_it_says_that_there_is_nobody_of_that_name() -> None:
    with pytest.raises(CommandError, match="Nobody here is called “nobody”"):
        explain("nobody", "net sales")
