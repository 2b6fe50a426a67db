"""Who may import what: the walls of the house."""

import ast
import sys
from pathlib import Path

import pytest

from tests.architecture.reading import PACKAGES, called, imported, packages_of, sources

CORE_MAY_IMPORT = {
    "babel",
    "numpy",
    "pyarrow",
    "pydantic",
    "pydantic_core",
    "rapidfuzz",
    "semantic_layer",
    "snowballstemmer",
    "sqlglot",
    "yaml",
}
REACHES_OUT = {
    "asyncio",
    "ftplib",
    "http",
    "multiprocessing",
    "os",
    "shutil",
    "smtplib",
    "socket",
    "socketserver",
    "sqlite3",
    "ssl",
    "subprocess",
    "tempfile",
    "time",
    "urllib",
}
DRIVERS = {"duckdb", "psycopg", "clickhouse_connect", "pyspark", "trino", "snowflake", "google"}
# The one part that talks to warehouses; the demo's generator, which makes the demo's; and what is
# about the application's own database, which is no warehouse.
DRIVERS_BELONG_TO = (
    "bi_app/warehouse/",
    "bi_app/demo/larkfield/",
    "bi_app/embedded/postgres.py",
    "bi_app/audit/harden.py",
    "bi_app/audit/record.py",
)
MODELS_BELONG_TO = "bi_app/language/"


@pytest.mark.parametrize("path", sources("semantic_layer"), ids=str)
def test_it_keeps_the_core_to_pure_libraries(path: Path) -> None:
    allowed = CORE_MAY_IMPORT | (set(sys.stdlib_module_names) - REACHES_OUT)

    assert packages_of(path) <= allowed


@pytest.mark.parametrize(
    ("package", "above"), [("semantic_layer", {"metrics", "bi_app"}), ("metrics", {"bi_app"})]
)
def test_it_imports_one_way(package: str, above: set[str]) -> None:
    back = [path for path in sources(package) if packages_of(path) & above]

    assert back == []


def test_it_lets_only_the_gate_import_a_warehouse_driver() -> None:
    importers = {str(path) for path in sources(*PACKAGES) if packages_of(path) & DRIVERS}

    strangers = {path for path in importers if not path.startswith(DRIVERS_BELONG_TO)}
    assert strangers == set()
    assert any(path.startswith("bi_app/warehouse/") for path in importers)


def test_it_runs_each_statement_of_the_product_on_a_warrant() -> None:
    """Text, parameters, limits, and whose statement it is by which hash."""
    runs = [
        (f"{path}:{call.lineno}", len(call.args))
        for path in sources("bi_app")
        for name, call in called(path)
        if name.endswith("engine().fetch")
    ]

    assert len(runs) >= 2
    assert [place for place, given in runs if given != 4] == []


def test_it_lets_only_the_language_part_import_a_language_models_client() -> None:
    importers = [str(path) for path in sources(*PACKAGES) if "openai" in packages_of(path)]

    assert [path for path in importers if not path.startswith(MODELS_BELONG_TO)] == []


def test_it_imports_its_own_parts_at_the_top_of_a_file() -> None:
    hidden = [
        f"{path}:{statement.lineno} {name}"
        for path in sources(*PACKAGES)
        for name, statement in imported(path)
        if name.partition(".")[0] in PACKAGES and not _stands_at_the_top(statement)
    ]

    assert hidden == []


def _stands_at_the_top(statement: ast.stmt) -> bool:
    return statement.col_offset == 0
