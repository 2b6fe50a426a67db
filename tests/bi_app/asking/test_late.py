"""A source that brought its days later than it promised is told of, and refused where it is far."""

import shutil
from pathlib import Path

import duckdb
import pytest
from django.conf import LazySettings

from bi_app import sealed
from bi_app.asking.answer import Finding
from bi_app.asking.models import Status
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

LATE = ("DELETE FROM inventory_snapshots WHERE snapshot_on > DATE '2026-10-17'",)
FAR = (
    "DELETE FROM inventory_snapshots WHERE snapshot_on > DATE '2026-10-03'",
    "DELETE FROM store_days",
)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    sealed.client().flushdb()


@pytest.fixture
def loaded(
    larkfield: Path, tmp_path: Path, settings: LazySettings, request: pytest.FixtureRequest
) -> None:
    """The warehouse after some of its last days did not come."""
    path = tmp_path / "late.duckdb"
    shutil.copyfile(larkfield, path)
    with duckdb.connect(str(path)) as connection:
        for statement in request.param:
            connection.execute(statement)
    settings.WAREHOUSE, settings.ROLLUPS = f"duckdb:///{path}", ""


def found(question: str) -> Finding:
    return say("elena.exec", question).finding


@pytest.mark.parametrize("loaded", [LATE], indirect=True, ids=["late"])
@pytest.mark.usefixtures("loaded")
class TestLate:
    def test_a_number_that_needs_the_missing_days_says_so_first(self) -> None:
        stock = found("on hand units by region")

        assert stock.status is Status.ANSWERED
        assert stock.late == stock.caveats[:1]
        assert "Inventory snapshots is late: it ends on 17 October 2026" in stock.late[0]
        assert "26 days before the rest of the data. At most 7 days are promised." in stock.late[0]

    @pytest.mark.parametrize(
        "question", ["on hand units at the end of September", "net sales by region"]
    )
    def test_a_number_that_needs_none_of_them_says_nothing(self, question: str) -> None:
        assert found(question).late == ()

    def test_it_tells_so_who_asks_how_fresh_it_is(self) -> None:
        assert "Inventory snapshots is late" in found("when was inventory last counted").narrative


@pytest.mark.parametrize("loaded", [FAR], indirect=True, ids=["far"])
@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("on hand units by region", "40 days before the rest of the data"),
        ("sell-through by department", "Inventory snapshots is late"),
        ("visitors by region last month", "nothing of it is loaded yet"),
    ],
)
def test_too_far_behind_is_refused(question: str, why: str) -> None:
    refusal = found(question).refusal

    assert refusal is not None
    assert refusal.code == "stale_data"
    assert why in refusal.detail


def test_what_is_loaded_in_time_is_answered_without_a_word() -> None:
    for question in ("on hand units", "visitors yesterday", "returns yesterday"):
        assert found(question).late == ()
