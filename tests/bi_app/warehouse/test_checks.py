"""Before an installation starts, its operator hears what is wrong with the warehouse's account."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.checks import ERROR, WARNING, run_checks
from django.db import connection
from pytest_django.fixtures import Settings

from bi_app.demo.larkfield.to_postgres import load
from bi_app.demo.served import SERVED
from tests.postgres_warehouses import READER, address, connect, database, server
from tests.semantic_layer.answers import larkfield_index
from tests.walls import reader, wall_around


@pytest.fixture(scope="module")
def shop() -> Iterator[str]:
    with database("checked") as name:
        with connect(name) as admin:
            admin.execute("CREATE TABLE aisle_data_version AS SELECT 'first' AS version")
            admin.execute("CREATE TABLE sales (id INTEGER)")
        yield name


def told(settings: Settings, warehouse: str) -> list[tuple[int, str]]:
    settings.WAREHOUSE = warehouse
    found = run_checks(include_deployment_checks=True)
    return [(each.level, each.msg) for each in found if str(each.id).startswith("warehouse.")]


NO_WALL = (
    WARNING,
    "The warehouse does not hold the model's policies by itself: only the proof of each statement"
    " keeps people apart.",
)


def test_it_advises_a_second_wall_beside_an_account_that_may_only_read(
    shop: str, settings: Settings
) -> None:
    assert told(settings, address(shop)) == [NO_WALL]


def test_it_is_content_behind_a_second_wall(settings: Settings, larkfield: Path) -> None:
    with database("content") as name:
        load(larkfield, server()["host"], name, "test")
        warehouse = address(name, reader(), SERVED)
        wall_around(warehouse, larkfield_index())

        assert told(settings, warehouse) == []


def test_it_says_that_an_account_may_write(shop: str, settings: Settings) -> None:
    with connect(shop) as admin:
        admin.execute(f"GRANT INSERT ON sales TO {READER}".encode())

    assert told(settings, address(shop)) == [
        (WARNING, f"The warehouse is opened as '{READER}', who may write there."),
        NO_WALL,
    ]


def test_it_stops_a_superuser(shop: str, settings: Settings) -> None:
    [(level, message), _] = told(settings, address(shop, server()["user"]))

    assert level == ERROR
    assert message.endswith("a superuser, whom no grant binds.")


@pytest.mark.django_db
def test_it_stops_at_the_application_s_own_database(settings: Settings) -> None:
    own = address(str(connection.settings_dict["NAME"]), server()["user"])

    assert (ERROR, OWN) in told(settings, own)


OWN = "WAREHOUSE names the application's own database, under an account that can write there."


def test_it_says_that_no_load_tells_the_version_of_its_data(settings: Settings) -> None:
    with database("unversioned") as name:
        found = told(settings, address(name))

    assert [level for level, _ in found] == [WARNING, WARNING]
    assert "version of its data" in found[1][1]


def test_it_starts_while_the_warehouse_is_away(settings: Settings) -> None:
    [(level, message)] = told(settings, address("no_such_database"))

    assert level == WARNING
    assert "cannot be reached" in message


def test_it_looks_at_every_connection(shop: str, settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "x.duckdb"
    file.touch()
    file.chmod(0o666)
    settings.WAREHOUSES = {"main": "", "archive": f"duckdb:///{file}"}

    said = told(settings, address(shop))

    everybody = "Everybody on this machine may write the warehouse's file."
    assert (WARNING, f"Connection archive: {everybody}") in said
    assert (WARNING, everybody) not in said
