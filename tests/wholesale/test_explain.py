"""`manage.py model explain`: the statement and its basis, and nothing run."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wholesaler")]


def explain(*arguments: object) -> str:
    out = StringIO()
    call_command("model", "explain", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    path = tmp_path / "query.json"
    path.write_text(
        '{"metrics": ["billed"], "dimensions": ["depot"],'
        ' "period": {"kind": "relative", "unit": "month", "offset": -1},'
        ' "comparisons": [{"kind": "last_year"}]}'
    )
    return path


def test_a_metric_is_explained_by_its_name() -> None:
    said = explain("turnover")

    assert "SUM(invoice_lines.amount) AS turnover" in said
    assert "-- current period: 2026 to date (1 January to 19 September 2026)" in said
    assert said.endswith("-- before any policy: as nobody in particular\n")


def test_a_query_is_explained_with_its_whole_basis(asked: Path) -> None:
    said = explain(asked)

    assert "-- comparison period: August 2025 (1 to 31 August 2025)" in said
    assert "-- billed, version 1: What we invoiced, before credit notes." in said
    assert "-- built in: Billed: Document is Invoice" in said


def test_as_somebody_it_is_the_statement_that_would_run(asked: Path) -> None:
    said = explain(asked, "--as", "rory")

    assert "IN ('Harbour')" in said
    assert said.endswith("-- only your depots: Harbour\n-- as rory\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("contribution", "--as", "ben"), "is not open to you"),
        (("turnover", "--as", "nobody"), "Nobody here is called “nobody”"),
        (("turnovr",), r"no metric .* and no file; did you mean turnover"),
    ],
)
def test_it_says_why_not(arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        explain(*arguments)


def test_a_file_that_is_no_query_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"metric": "turnover"}')

    with pytest.raises(CommandError, match=r"wrong\.json holds no MetricQuery"):
        explain(wrong)
