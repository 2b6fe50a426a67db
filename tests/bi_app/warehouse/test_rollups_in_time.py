"""Is a rollup read of its own data and definition only, and built again when either has moved?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from bi_app.demo.model import larkfield_files
from bi_app.warehouse import rollups, tasks
from bi_app.warehouse.engines import engine
from bi_app.warehouse.rollup_tables import BuiltRollup
from bi_app.warehouse.rollup_writer import RollupsNotBuilt
from metrics.releases import LiveRelease, publish
from semantic_layer.model.index import index_model
from semantic_layer.model.read import read_model
from tests.bi_app.warehouse.larkfield_rollups import (
    ENGINES,
    RELEASE,
    Warehouse,
    own_larkfield,
)
from tests.bi_app.warehouse.test_conformance import rows
from tests.semantic_layer.answers import larkfield_as

pytestmark = pytest.mark.django_db

DAY: dict[str, Any] = {
    "metrics": ["net_sales", "units_sold"],
    "period": {"kind": "dates", "start": "2026-11-12", "end": "2026-11-12"},
}
ONE_MORE = """
    INSERT INTO sales_lines
    SELECT 900000000, order_id, DATE '2026-11-12', sold_at, channel, store_id, product_id,
           customer_id, promotion_id, 1, 10, 0, 10, 5
    FROM sales_lines WHERE line_id = (SELECT min(line_id) FROM sales_lines)"""


@pytest.fixture(scope="module", params=ENGINES)
def loaded(
    request: pytest.FixtureRequest, larkfield: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Warehouse]:
    with own_larkfield(request.param, larkfield, tmp_path_factory.mktemp("rollups")) as own:
        yield own


@pytest.fixture
def warehouse(loaded: Warehouse, db: None) -> Warehouse:
    """Without a rollup, whatever the test before it has left."""
    rollups.drop(RELEASE)
    return loaded


def names(built: tuple[BuiltRollup, ...]) -> set[str]:
    return {each.name for each in built}


def the_day(*, with_rollups: bool) -> tuple[Any, ...]:
    built = {each.name: each.rows for each in rollups.readable(RELEASE)} if with_rollups else {}
    asked = replace(larkfield_as("elena.exec"), built=built)
    assert bool(asked.compiled(DAY).rollups) == with_rollups
    ((*found,),) = rows(engine(), DAY, asked)
    return tuple(found)


def test_it_builds_once_for_each_state_of_the_data(warehouse: Warehouse) -> None:
    assert rollups.readable(RELEASE) == ()

    first = rollups.build(RELEASE)

    assert names(first) == names(rollups.readable(RELEASE)) == set(RELEASE.index.rollups)
    assert rollups.build(RELEASE) == ()


def test_it_never_reads_a_rollup_of_earlier_data(warehouse: Warehouse) -> None:
    rollups.build(RELEASE)
    sales, units = the_day(with_rollups=True)

    warehouse.write(ONE_MORE)

    assert rollups.readable(RELEASE) == ()
    assert the_day(with_rollups=False) == (sales + 10, units + 1)
    rollups.build(RELEASE)
    assert the_day(with_rollups=True) == (sales + 10, units + 1)


def test_it_never_reads_a_rollup_of_another_definition(warehouse: Warehouse) -> None:
    rollups.build(RELEASE)
    files = larkfield_files()
    files["rollups.yaml"] = files["rollups.yaml"].replace("region, reason]", "reason]")
    other = LiveRelease(2, "other", index_model(read_model(files)))

    assert names(rollups.readable(other)) == {"daily_store_sales", "daily_category_sales"}
    rollups.build(other)
    assert names(rollups.readable(RELEASE)) == {"daily_store_sales", "daily_category_sales"}


def test_it_removes_what_no_model_declares_any_more(warehouse: Warehouse) -> None:
    rollups.build(RELEASE)
    files = {name: text for name, text in larkfield_files().items() if name != "rollups.yaml"}
    files["some.yaml"] = larkfield_files()["rollups.yaml"].split("  - name: daily_category_sales")[
        0
    ]
    other = LiveRelease(2, "other", index_model(read_model(files)))
    warehouse.write(ONE_MORE)

    rollups.build(other)

    assert names(engine().rollups()) == {"daily_store_sales"}


def test_it_leaves_no_rollup_that_was_dropped(warehouse: Warehouse) -> None:
    rollups.build(RELEASE)

    rollups.drop(RELEASE)

    assert rollups.readable(RELEASE) == engine().rollups() == ()


def test_it_reads_and_builds_none_without_the_setting(
    warehouse: Warehouse, settings: Settings
) -> None:
    rollups.build(RELEASE)

    settings.ROLLUPS = ""

    assert rollups.readable(RELEASE) == ()
    with pytest.raises(RollupsNotBuilt, match="Set ROLLUPS"):
        rollups.build(RELEASE)


def test_it_writes_into_no_other_warehouse(warehouse: Warehouse, settings: Settings) -> None:
    settings.ROLLUPS = "duckdb:////elsewhere.duckdb"

    with pytest.raises(RollupsNotBuilt, match="another warehouse"):
        rollups.build(RELEASE)


def test_it_tells_and_does_it_on_the_command_line(warehouse: Warehouse) -> None:
    publish(larkfield_files(), reason="Tests.", by="tests")

    before, built, after, again = (said(verb) for verb in ("list", "build", "list", "build"))

    assert before[0] == "daily_store_sales: not built of this data"
    assert [line.split(":")[0] for line in built] == list(RELEASE.index.rollups)
    assert after[0].startswith(f"{built[0]}, built 20")
    assert again == ["Nothing is to be built."]
    assert said("drop") == ["No rollup is left."]
    assert said("list") == before


def test_the_job_builds_them_and_leaves_what_it_cannot(
    warehouse: Warehouse, settings: Settings
) -> None:
    assert tasks.build_rollups() == 0  # no model is live

    publish(larkfield_files(), reason="Tests.", by="tests")

    assert tasks.build_rollups() == len(RELEASE.index.rollups)
    assert tasks.build_rollups() == 0
    settings.ROLLUPS = ""
    with pytest.raises(CommandError, match="Set ROLLUPS"):
        said("drop")


def said(verb: str) -> list[str]:
    output = StringIO()
    call_command("rollups", verb, stdout=output)
    return output.getvalue().splitlines()


def test_it_takes_no_file_s_place_that_was_written_meanwhile(
    larkfield: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with own_larkfield("duckdb", larkfield, tmp_path) as warehouse:
        audit = rollups.audit

        def load_meanwhile(*entry: Any) -> None:
            audit(*entry)
            warehouse.write(ONE_MORE)

        monkeypatch.setattr(rollups, "audit", load_meanwhile)

        with pytest.raises(RollupsNotBuilt, match=r"New data came|engine failed"):
            rollups.build(RELEASE)

        lines = "SELECT count(*) FROM sales_lines WHERE line_id = 900000000"
        with duckdb.connect(str(tmp_path / "larkfield.duckdb"), read_only=True) as connection:
            assert connection.execute(lines).fetchone() != (0,)
        assert [each.name for each in tmp_path.iterdir()] == ["larkfield.duckdb"]


def test_it_needs_a_version_of_the_data_on_postgresql(
    larkfield: Path, tmp_path: Path, settings: Settings
) -> None:
    with own_larkfield("postgres", larkfield, tmp_path):
        settings.WAREHOUSE = f"{settings.WAREHOUSE}&version_table=absent"

        with pytest.raises(RollupsNotBuilt, match="no table that tells the version"):
            rollups.build(RELEASE)

        assert rollups.readable(RELEASE) == ()
