"""`make demo WAREHOUSE=postgres`: the same demo, served from the PostgreSQL that runs anyway."""

import http.cookiejar
import json
import re
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest

from bi_app.demo import room
from bi_app.demo.options import DemoError, read_options
from bi_app.demo.served import READER, host_of
from bi_app.embedded.places import Places
from tests.commands.demo import Running, advance, run_demo, running_demo
from tests.commands.prepared import put_demo

WANTED = ("--size", "test", "--warehouse", "postgres")
WHO = "elena.exec"


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="aisle-own-") as folder:
        put_demo(Path(folder, "var"))
        yield Path(folder, "var")


@pytest.fixture(scope="module")
def again(var: Path) -> Iterator[Running]:
    """The same demo, started once more."""
    with running_demo(var, *WANTED) as demo:
        yield demo


def ask(demo: Running, var: Path, question: str) -> dict[str, Any]:
    """Sign in on the page, then ask as the page's scripts would."""
    page = f"http://127.0.0.1:{demo.port}"
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    form = browser.open(f"{page}/sign-in/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token is not None
    password = json.loads((var / "demo-sign-ins.json").read_text())[WHO]
    entries = {"csrfmiddlewaretoken": token[1], "username": WHO, "password": password}
    browser.open(f"{page}/sign-in/", urlencode(entries).encode()).close()
    [sealed] = [cookie.value for cookie in jar if cookie.name == "csrftoken"]
    request = urllib.request.Request(  # noqa: S310 our own page
        f"{page}/api/v1/ask",
        json.dumps({"question": question}).encode(),
        {"Content-Type": "application/json", "X-CSRFToken": str(sealed)},
    )
    with browser.open(request) as answered:
        found: dict[str, Any] = json.loads(answered.read())
    return found


def test_it_answers_and_goes_on_answering_when_new_days_are_loaded(var: Path) -> None:
    with running_demo(var, *WANTED) as demo:
        before = ask(demo, var, "net sales yesterday")
        done = advance(var, "3")
        after = ask(demo, var, "net sales yesterday")

    assert (done.returncode, done.stderr) == (0, "")
    days = [each["periods"][0]["start"] for each in (before, after)]
    assert days == ["2026-11-12", "2026-11-15"]
    assert before["rows"] != after["rows"]
    moved = re.search(r"Data version (\S+) is now (\S+)\.", done.stdout)
    assert moved is not None
    assert moved[1] != moved[2]


def test_it_loads_what_is_loaded_already_no_second_time(again: Running) -> None:
    assert re.search(r"Load it into PostgreSQL +\S+ s  kept as it is", again.text())


@pytest.mark.usefixtures("again")
def test_it_serves_under_an_account_that_can_only_read(var: Path) -> None:
    host = host_of(Places(var))
    with psycopg.connect(host=host, user=READER, dbname="larkfield-test") as reader:
        reader.execute("SET default_transaction_read_only = off")
        reader.commit()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            reader.execute("DELETE FROM larkfield.sales_lines")
    with (
        psycopg.connect(host=host, user=READER, dbname="aisle") as reader,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        reader.execute("SELECT count(*) FROM people_user")


def test_it_refuses_what_the_demo_has_not(tmp_path: Path) -> None:
    done = run_demo(tmp_path, "--warehouse", "oracle")

    assert (done.returncode, done.stderr) == (
        1,
        "aisle: WAREHOUSE=oracle is none of the demo's; choose one of duckdb, postgres.\n",
    )


def test_it_loads_into_no_server_but_its_own() -> None:
    wanted = read_options(WANTED)

    with pytest.raises(DemoError, match="DATABASE_URL names another"):
        room.refuse_another_s_postgres(wanted, {"DATABASE_URL": "postgresql://db.internal/aisle"})
