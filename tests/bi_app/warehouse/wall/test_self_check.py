"""Each property that the wall rests on, gone for a moment: not ready, no answer; then both."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from bi_app import clocks
from bi_app.demo.model import larkfield_files
from bi_app.warehouse import gate, self_check
from bi_app.warehouse.engines import engine as engine_of
from bi_app.warehouse.faults import Fault
from bi_app.warehouse.wall import state
from metrics.releases import publish
from semantic_layer.check import CheckedStatement
from tests.postgres_warehouses import connect
from tests.semantic_layer.answers import larkfield_as, larkfield_index
from tests.walls import administrator, postgres, wall_around

GROUP = "(SELECT rolname FROM pg_roles WHERE rolname LIKE 'aisle_reads_%' ORDER BY 1 LIMIT 1)"
ON_A_GROUP = "DO $$ BEGIN EXECUTE format('{}', " + GROUP + "); END $$"
FLIPPED = {
    "account_superuser": ("ALTER ROLE {r} SUPERUSER", "ALTER ROLE {r} NOSUPERUSER"),
    "account_bypasses": ("ALTER ROLE {r} BYPASSRLS", "ALTER ROLE {r} NOBYPASSRLS"),
    "account_belongs": ("GRANT pg_read_all_data TO {r}", "REVOKE pg_read_all_data FROM {r}"),
    "account_inherits": (
        ON_A_GROUP.format("REVOKE %1$I FROM {r}; ALTER ROLE {r} INHERIT; GRANT %1$I TO {r}"),
        ON_A_GROUP.format("REVOKE %1$I FROM {r}; ALTER ROLE {r} NOINHERIT; GRANT %1$I TO {r}"),
    ),
    "account_owns": (
        "ALTER TABLE larkfield.suppliers OWNER TO {r}",
        "ALTER TABLE larkfield.suppliers OWNER TO {admin}",
    ),
    "account_writes": (
        "GRANT INSERT ON larkfield.suppliers TO {r}",
        "REVOKE INSERT ON larkfield.suppliers FROM {r}",
    ),
    "account_not_read_only": (
        "ALTER ROLE {r} SET default_transaction_read_only = off",
        "ALTER ROLE {r} SET default_transaction_read_only = on",
    ),
    "rows_not_forced": (
        "ALTER TABLE larkfield.stores NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE larkfield.stores FORCE ROW LEVEL SECURITY",
    ),
    "rows_unlimited": (
        ON_A_GROUP.format("CREATE TABLE larkfield.t (); GRANT SELECT ON larkfield.t TO %I"),
        "DROP TABLE larkfield.t",
    ),
    "wall_changed": (
        ON_A_GROUP.format("ALTER POLICY %I ON larkfield.stores USING (true)"),
        None,
    ),
    "catalogues_open": (
        "GRANT SELECT ON pg_catalog.pg_stats TO PUBLIC",
        "REVOKE SELECT ON pg_catalog.pg_stats FROM PUBLIC",
    ),
    "functions_open": (
        "GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO PUBLIC",
        "REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC",
    ),
}


@pytest.fixture
def installation(walled: str, settings: Settings, db: None) -> Iterator[str]:
    settings.WAREHOUSE = walled
    settings.AISLE_REQUIRE_SECOND_WALL = True
    publish(larkfield_files(), reason="Tests.", by="tests")
    self_check.forget()
    yield walled
    self_check.forget()
    engine_of().close()  # type: ignore[attr-defined]


def mend(installation: str) -> None:
    wall_around(installation, larkfield_index())


def statement() -> CheckedStatement:
    query = {"metrics": ["net_sales"], "period": {"kind": "day", "offset": -1}}
    return larkfield_as("elena.exec").checked(query, "postgres")


def answers() -> bool:
    try:
        gate.run(statement(), larkfield_as("elena.exec").policy)
    except self_check.NotTrusted:
        return False
    return True


def codes(client: Client) -> list[str]:
    self_check.forget()
    engine_of().close()  # type: ignore[attr-defined]
    response = client.get("/health/ready")
    found: list[str] = response.json()["codes"].get("warehouse", [])
    assert (response.status_code == 503) == bool(found)
    return found


@pytest.mark.parametrize("code", FLIPPED)
def test_a_property_that_is_gone_ends_all_answers_until_it_is_back(
    installation: str, client: Client, code: str
) -> None:
    found = postgres(installation)
    names = {"r": found.user, "admin": administrator(installation).user}
    flip, back = FLIPPED[code]
    assert (codes(client), answers()) == ([], True)
    with connect(found.database) as admin:
        admin.execute(flip.format(**names).encode())
        try:
            assert code in codes(client)
            assert not answers()
        finally:
            if back is not None:
                admin.execute(back.format(**names).encode())
            else:
                mend(installation)

    assert (codes(client), answers()) == ([], True)


def test_another_model_s_policies_end_them(installation: str, client: Client) -> None:
    files = larkfield_files()
    changed = files["policies.yaml"].replace("      - inventory_snapshots.unit_cost\n", "")
    publish({**files, "policies.yaml": changed}, reason="Opens a cost.", by="tests")

    assert codes(client) == ["wall_of_another_model"]
    assert not answers()

    publish(files, reason="Closes it again.", by="tests")
    assert (codes(client), answers()) == ([], True)


def test_another_secret_ends_them(installation: str, client: Client, settings: Settings) -> None:
    before = settings.SECRET_KEY
    settings.SECRET_KEY = "another" * 10

    assert codes(client) == ["wall_of_another_key"]

    settings.SECRET_KEY = before
    assert codes(client) == []


def test_a_warehouse_without_a_wall_ends_them_only_where_one_is_required(
    installation: str, client: Client, settings: Settings
) -> None:
    with connect(postgres(installation).database) as admin:
        admin.execute("ALTER SCHEMA aisle_wall RENAME TO away")
        assert codes(client) == ["wall_missing"]
        settings.AISLE_REQUIRE_SECOND_WALL = False
        assert codes(client) == []
        admin.execute("ALTER SCHEMA away RENAME TO aisle_wall")


@pytest.mark.parametrize(
    ("server", "kept_up"),
    [
        (170005, False), (170006, True), (160009, False), (160010, True), (150013, False),
        (150014, True), (140019, True), (130021, False), (120022, False), (180000, True),
    ],
)  # fmt: skip
def test_it_knows_the_releases_that_have_the_mends(server: int, kept_up: bool) -> None:
    assert state.is_kept_up(server) == kept_up


def test_a_server_without_the_mends_ends_them(
    installation: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(state, "FLOORS", {18: 99})
        assert codes(client) == ["server_outdated"]

    assert codes(client) == []


@pytest.mark.parametrize("seconds", [-6, 6])
def test_a_clock_that_is_off_ends_them(
    installation: str, client: Client, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    right = clocks.time.time
    with monkeypatch.context() as patched:
        patched.setattr(clocks, "time", SimpleNamespace(time=lambda: right() + seconds))
        assert codes(client) == ["clock_skew"]
        assert not answers()

    assert (codes(client), answers()) == ([], True)


def test_a_warehouse_that_is_away_is_not_ready(
    settings: Settings, client: Client, db: None
) -> None:
    settings.WAREHOUSE = settings.WAREHOUSE.replace("larkfield", "nothing")
    self_check.forget()

    assert client.get("/health/ready").json()["codes"]["warehouse"] == ["warehouse_unavailable"]
    self_check.forget()


def test_it_looks_once_a_minute_and_sooner_after_a_fault(
    installation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[float] = []
    now = [1000.0]
    found: list[Fault] = []
    monkeypatch.setattr(self_check, "look", lambda: (looks.append(now[0]), tuple(found))[1])
    monkeypatch.setattr(self_check, "time", SimpleNamespace(monotonic=lambda: now[0]))
    for later in (0, 59, 1, 30, 29):
        now[0] += later
        self_check.faults()
    assert looks == [1000.0, 1060.0]

    found.append(Fault("wall_changed", "It was changed."))
    now[0] += 1
    assert [each.code for each in self_check.faults()] == ["wall_changed"]
    found.clear()
    now[0] += 5
    assert self_check.faults() == ()
