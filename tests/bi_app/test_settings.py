"""A wrong setting stops the process with one line: variable, value, expected form."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from bi_app.env import is_guessable

PROJECT = Path(__file__).resolve().parents[2]
RIGHT = {
    "SECRET_KEY": "k3J9-vQ2m_xT7pLw8ZrY5bNc1dHf6gSa4eUi0oXyRtWqPzMn",
    "DATABASE_URL": "postgresql://aisle@db/aisle",
    "REDIS_URL": "redis://cache:6379",
    "WAREHOUSE": "duckdb:///warehouse.duckdb",
}
RIGHT["SECRET_KEY"] *= 2
RIGHT["AUDIT_KEY"] = RIGHT["SECRET_KEY"][::-1]
RIGHT["CACHE_KEY"] = RIGHT["SECRET_KEY"].swapcase()


def load(tmp_path: Path, **changed: str | None) -> subprocess.CompletedProcess[str]:
    wanted = {**RIGHT, **changed}
    environment = {name: value for name, value in wanted.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", "import bi_app.settings"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "AISLE_VAR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_loads_with_the_required_settings(tmp_path: Path) -> None:
    done = load(tmp_path)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SECRET_KEY", None, "is not set; expected at least 50 characters"),
        ("AUDIT_KEY", None, "is not set; expected at least 50 characters"),
        ("CACHE_KEY", None, "is not set; expected at least 50 characters"),
        ("DATABASE_URL", None, "is not set; expected postgresql://…"),
        ("REDIS_URL", None, "is not set; expected redis://…"),
        ("WAREHOUSE", None, "is not set; expected duckdb:///file or postgresql://"),
        ("WAREHOUSE", "mysql://db/x", "names no engine that is known;"),
        ("DATABASE_URL", "mysql://ann:pw@db", "is 'mysql://…'; expected postgresql://…"),
        ("DEBUG", "perhaps", "is 'perhaps'; expected true or false"),
        ("AISLE_ANSWER_ROWS", "0", "is '0'; expected a whole number of at least 1"),
        ("AISLE_ANSWER_ROWS", "ten", "is 'ten'; expected a whole number of at least 1"),
        ("AISLE_LANGUAGE_URL", "http://far.example/v1", "would send questions unencrypted;"),
        ("AISLE_LANGUAGE_URL", "https://far.example/v1", "is set without a model; expected AISLE_"),
        ("LOG_LEVEL", "LOUD", "is 'LOUD'; expected one of DEBUG, INFO, WARNING, ERROR"),
        ("AISLE_LOCALE", "xx_YY", "is 'xx_YY'; expected a language and a country, such as de_DE"),
        ("AISLE_TRANSLATIONS", "/nowhere", "is '/nowhere'; expected a folder"),
        ("AISLE_PAGE_LANGUAGE", "German", "is 'German'; expected a language in small letters"),
        (
            "AISLE_PAGE_LANGUAGE",
            "pt-br",
            "is 'pt-br'; expected en, or a translation, pt_BR/",
        ),
        ("AISLE_CURRENCY", "dollars", "is 'dollars'; expected three capital letters"),
    ],
)
def test_it_names_variable_value_and_expected_form(
    tmp_path: Path, name: str, value: str | None, expected: str
) -> None:
    done = load(tmp_path, **{name: value})

    assert done.returncode == 1
    assert done.stderr.startswith(f"aisle: {name} {expected}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "secret",
    [
        "shrt",
        "a" * 80,
        "abc" * 30,
        "Sommer2024!" * 8,
        "the name of our dog and the year that he was born in 2019",
        "qwertyuiopasdfghjklzxcvbnm" * 2,
        "changeme-" + RIGHT["SECRET_KEY"],
        "django-insecure-" + RIGHT["SECRET_KEY"],
    ],
)
def test_it_refuses_a_weak_secret_and_never_shows_it(tmp_path: Path, secret: str) -> None:
    done = load(tmp_path, SECRET_KEY=secret)

    assert done.returncode == 1
    assert done.stderr.startswith("aisle: SECRET_KEY is too short, too plain or an example;")
    assert secret not in done.stderr


@pytest.mark.parametrize(
    ("name", "as_well"), [("AUDIT_KEY", "SECRET_KEY"), ("CACHE_KEY", "AUDIT_KEY")]
)
def test_it_refuses_a_secret_for_a_second_use(tmp_path: Path, name: str, as_well: str) -> None:
    done = load(tmp_path, **{name: RIGHT[as_well]})

    assert done.returncode == 1
    assert done.stderr.startswith(f"aisle: {name} is the same as {as_well}; expected at least 50")
    assert RIGHT[as_well] not in done.stderr


def test_it_refuses_no_secret_that_a_generator_made() -> None:
    makers = (secrets.token_urlsafe, secrets.token_hex)

    refused = [made for _ in range(500) for make in makers if is_guessable(made := make(40))]

    assert refused == []


def test_it_never_shows_the_address_of_a_warehouse(tmp_path: Path) -> None:
    done = load(tmp_path, WAREHOUSE="postgresql://reader:hush-hush@db/shop?service=other")

    assert done.returncode == 1
    assert done.stderr.startswith("aisle: WAREHOUSE has options that are not taken (service);")
    assert "hush-hush" not in done.stderr


def test_it_takes_the_demos_file_only_where_no_installation_is_named(tmp_path: Path) -> None:
    (tmp_path / "demo.env").write_text("AISLE_ANSWER_ROWS='none'\n")

    named, unnamed = load(tmp_path), load(tmp_path, SECRET_KEY=None)

    assert (named.returncode, named.stderr) == (0, "")
    assert "SECRET_KEY is not set" in unnamed.stderr


def test_it_takes_several_named_warehouses(tmp_path: Path) -> None:
    named = "main=duckdb:///a.duckdb, archive=postgresql://reader:x,y@db/shop"

    done = load(tmp_path, WAREHOUSE=None, WAREHOUSES=named, AISLE_CONNECTION="archive")

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"AISLE_CONNECTION": "archive"}, "AISLE_CONNECTION is 'archive'; expected one of main."),
        ({"WAREHOUSES": "mysql://hush"}, "WAREHOUSES has a connection without a name"),
        ({"WAREHOUSES": "x=mysql://hush"}, "WAREHOUSES has a connection x that names no engine"),
        (
            {"WAREHOUSES": "x=duckdb:///hush, x=duckdb:///hush"},
            "WAREHOUSES names the connection x twice",
        ),
    ],
)
def test_it_says_which_connection_is_wrong(
    tmp_path: Path, changed: dict[str, str], expected: str
) -> None:
    done = load(tmp_path, **changed)

    assert done.returncode == 1
    assert done.stderr.startswith(f"aisle: {expected}")
    assert "hush" not in done.stderr
