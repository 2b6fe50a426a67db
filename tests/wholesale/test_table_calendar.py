"""A calendar of thirteen periods, which the wholesaler's own table lays out, asked in words."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import duckdb
import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from bi_app.asking.models import Status
from bi_app.audit.models import Entry
from bi_app.people.models import User
from bi_app.warehouse import calendars
from bi_app.warehouse.service import calendar_rows
from metrics.releases import live, publish
from tests.bi_app.street import say, send
from tests.postgres_warehouses import address, copy, database
from tests.wholesale.house import model_files, warehouse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_periods")]

MODEL = """
calendars:
  - name: periods
    label: Periods
    kind: table
    dataset: period_days
    columns: {date: day, year: trade_year, month: period, week: trade_week}
    synonyms: [periods]
  - name: holed
    label: Holed
    kind: table
    dataset: holed_days
    columns: {date: day, year: trade_year, month: period, week: trade_week}
    synonyms: [holed]
datasets:
"""
DATASET = """
  - name: {name}
    label: Days
    table: {name}
    description: One row a day, in periods of four weeks.
    owner: sales office
    key: [day]
    columns:
      - {{name: day, type: date}}
      - {{name: trade_year, type: integer}}
      - {{name: period, type: integer}}
      - {{name: trade_week, type: integer}}
"""
# Years of 52 weeks from Monday 1 July 2024: the second begins on 30 June 2025, the third on 29 June
# 2026. So period 13 of 2025 is 1 to 28 June 2026, and period 2 of 2026 is 27 July to 23 August.
ROWS = """
    CREATE TABLE period_days AS
    SELECT (DATE '2024-07-01' + n::INTEGER) AS day, (2024 + n // 364)::INTEGER AS trade_year,
        (n % 364 // 28 + 1)::INTEGER AS period, (n % 364 // 7 + 1)::INTEGER AS trade_week
    FROM range(4 * 364) AS numbers(n);
    CREATE TABLE holed_days AS SELECT * FROM period_days WHERE day <> DATE '2026-01-01'
"""
TURNOVER = "SELECT sum(amount) FROM invoice_lines WHERE invoiced_on BETWEEN ? AND ?"
TABLES = "".join(DATASET.format(name=name) for name in ("period_days", "holed_days"))


@pytest.fixture(scope="module")
def by_periods(
    wholesaler: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("periods") / "dunmore.duckdb"
    shutil.copy(warehouse(), path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(ROWS)
    address = override_settings(WAREHOUSE=f"duckdb:///{path}")
    with address, django_db_blocker.unblock(), transaction.atomic():
        publish({**model_files(), "periods.yaml": MODEL + TABLES}, reason="Ours.", by="tests")
        yield path
        transaction.set_rollback(True)


@pytest.fixture
def ended(by_periods: Path, tmp_path: Path, settings: Settings) -> Path:
    """The table is the calendar that goes without saying, and its days ran out in June 2026."""
    path = tmp_path / "dunmore.duckdb"
    shutil.copy(by_periods, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM period_days WHERE trade_year > 2025")
    settings.WAREHOUSE = f"duckdb:///{path}"
    files = {**model_files(), "periods.yaml": MODEL + TABLES}
    default = files["model.yaml"].replace("default_calendar: civil", "default_calendar: periods")
    publish({**files, "model.yaml": default}, reason="Ours.", by="tests")
    return path


def turnover(path: Path, first: date, last: date) -> float:
    with duckdb.connect(str(path), read_only=True) as connection:
        return float(connection.execute(TURNOVER, [first, last]).fetchall()[0][0])


def test_a_period_is_answered_by_its_number(by_periods: Path) -> None:
    found = say("dora", "turnover in periods period 13 of 2025").finding

    assert found.status is Status.ANSWERED, found
    assert found.rows[0][0] == turnover(by_periods, date(2026, 6, 1), date(2026, 6, 28))


def test_a_year_is_split_into_its_periods(by_periods: Path) -> None:
    found = send(
        "dora",
        metrics=["turnover"],
        period={"kind": "named", "unit": "year", "year": 2025, "calendar": "periods"},
        grain={"unit": "month", "calendar": "periods"},
    ).finding

    assert found.status is Status.ANSWERED, found
    assert len(found.rows) == 13
    assert found.rows[12][1] == turnover(by_periods, date(2026, 6, 1), date(2026, 6, 28))


def test_whole_weeks_meet_the_weeks_of_last_year(by_periods: Path) -> None:
    found = send(
        "dora",
        metrics=["turnover"],
        period={"kind": "named", "unit": "month", "number": 2, "year": 2026, "calendar": "periods"},
        comparisons=[{"kind": "last_year"}],
    ).finding

    assert found.status is Status.ANSWERED, found
    assert found.rows[0][:2] == (
        turnover(by_periods, date(2026, 7, 27), date(2026, 8, 23)),
        turnover(by_periods, date(2025, 7, 28), date(2025, 8, 24)),
    )


def test_who_may_not_see_the_table_asks_by_it_all_the_same() -> None:
    """It is open to nobody as rows, and what its periods are is no secret."""
    found = say("rory", "turnover in periods period 13 of 2025").finding

    assert found.status is Status.ANSWERED, found


def test_a_year_beyond_the_table_is_refused() -> None:
    refusal = send(
        "dora",
        metrics=["turnover"],
        period={"kind": "holding", "unit": "month", "day": "2024-06-30", "calendar": "periods"},
    ).finding.refusal

    assert refusal is not None
    assert refusal.code == "outside_data"
    assert "1 July 2024 to 25 June 2028" in refusal.detail


def test_a_table_with_a_hole_is_told_and_no_other_calendar_suffers() -> None:
    period = {"kind": "relative", "unit": "month", "offset": -1}
    holed = send("dora", metrics=["turnover"], period={**period, "calendar": "holed"}).finding
    other = send("dora", metrics=["turnover"], period=period).finding

    assert holed.refusal is not None
    assert "2026-01-01 is missing" in holed.refusal.detail
    assert other.status is Status.ANSWERED


def test_a_table_is_read_once_and_the_reading_is_audited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendars, "_known", {})
    for _ in range(2):
        say("dora", "turnover in periods period 13 of 2025")

    statements = [entry.detail for entry in Entry.objects.filter(action="service_statement")]
    purposes = [each["purpose"] for each in statements]
    assert purposes.count("the days of the calendar periods") == 1


@pytest.mark.usefixtures("ended")
@pytest.mark.parametrize("text", ["turnover", "turnover by depot last month", "target by depot"])
def test_a_table_whose_days_ran_out_is_told(text: str) -> None:
    refusal = say("dora", text).finding.refusal

    assert refusal is not None
    assert "holds 1 July 2024 to 28 June 2026" in refusal.detail


def test_plain_dates_and_other_calendars_need_no_day_of_it(ended: Path) -> None:
    found = send(
        "dora",
        metrics=["turnover"],
        period={"kind": "dates", "start": "2026-07-01", "end": "2026-08-31"},
        grain={"unit": "month", "calendar": "civil"},
    ).finding

    assert found.status is Status.ANSWERED, found
    assert [row[1] for row in found.rows] == [
        turnover(ended, date(2026, 7, 1), date(2026, 7, 31)),
        turnover(ended, date(2026, 8, 1), date(2026, 8, 31)),
    ]


@pytest.mark.usefixtures("ended")
def test_the_first_page_opens_without_it(client: Client) -> None:
    client.force_login(User.objects.get(username="dora"))

    assert client.get("/").status_code == 200


def test_postgresql_gives_the_same_days(by_periods: Path, settings: Settings) -> None:
    index = live().index
    from_file = calendar_rows(index.calendar("periods"), index)
    with database("periods") as name:
        copy(by_periods, name)
        settings.WAREHOUSE = address(name)
        from_server = calendar_rows(index.calendar("periods"), index)

    assert sorted(from_server) == sorted(from_file)
    assert len(from_file) == 4 * 364


@pytest.mark.parametrize("who", [(), ("--as", "dora")], ids=["nobody", "dora"])
def test_its_periods_are_explained(who: tuple[str, ...], tmp_path: Path) -> None:
    query = {"kind": "named", "unit": "month", "number": 13, "year": 2025, "calendar": "periods"}
    path, out = tmp_path / "query.json", StringIO()
    path.write_text(json.dumps({"metrics": ["turnover"], "period": query}))

    call_command("model", "explain", str(path), *who, stdout=out)

    assert "period 13 of periods 2025 (1 to 28 June 2026)" in out.getvalue()
