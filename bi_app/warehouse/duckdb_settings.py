"""Which settings keep a DuckDB file from doing anything but being read, and do they still hold?"""

from collections.abc import Iterator

import duckdb

from bi_app.warehouse.faults import Fault

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_unsigned_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",  # statements could read and write there; what outgrows the memory fails
}
LOCK = ("SET enable_external_access = false", "SET lock_configuration = true")
PROBE = "SELECT name, value FROM duckdb_settings()"
FILES = "SELECT database_name, readonly FROM duckdb_databases() WHERE path IS NOT NULL"
HOLDS = {**SETTINGS, "enable_external_access": "false", "lock_configuration": "true"}


def faults_of_duckdb(cursor: duckdb.DuckDBPyConnection, catalog: str) -> Iterator[Fault]:
    """What does not hold on the connection that statements run on."""
    files = dict(cursor.execute(FILES).fetchall())
    if files != {catalog: True}:
        yield Fault("file_not_read_only", "The warehouse file is not open to be read only.")
    found = dict(cursor.execute(PROBE).fetchall())
    for name, wanted in HOLDS.items():
        if found.get(name) != wanted:
            yield Fault("setting_open", f"DuckDB's setting {name} is not {wanted}.")
