"""Where is Larkfield served from: the file that is generated, or the PostgreSQL that runs?

The file is there in both cases: it is what is advanced, and what PostgreSQL is loaded from.
"""

from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from bi_app.embedded.places import Places
from bi_app.warehouse.address import (
    POSTGRES_PORT,
    VERSION_TABLE,
    Address,
    DuckdbAddress,
    PostgresAddress,
)

READER = "larkfield_reader"  # may read, owns nothing
BUILDER = "larkfield_builder"  # may read, and owns the rollups
SERVED = "larkfield"  # the schema of the tables


class Warehouse(StrEnum):
    DUCKDB = "duckdb"
    POSTGRES = "postgres"


def address_of(file: Path, warehouse: Warehouse, places: Places) -> str:
    """What WAREHOUSE is set to; in PostgreSQL each file has a database of its own, by its name."""
    return _address(file, warehouse, places, READER)


def rollups_address_of(file: Path, warehouse: Warehouse, places: Places) -> str:
    """What ROLLUPS is set to."""
    return _address(file, warehouse, places, BUILDER)


def administrator_of(database: str, places: Places) -> PostgresAddress:
    """Who puts up the second wall: the embedded server's own superuser."""
    return PostgresAddress(
        host=host_of(places),
        port=POSTGRES_PORT,
        database=database,
        user="postgres",
        password="",
        sslmode="disable",
        sslrootcert="",
        schema=SERVED,
        version_table=VERSION_TABLE,
    )


def _address(file: Path, warehouse: Warehouse, places: Places, account: str) -> str:
    if warehouse is Warehouse.DUCKDB:
        return f"duckdb:///{file}"
    host = quote(host_of(places), safe="")
    return f"postgresql://{account}@/{file.stem}?host={host}&schema={SERVED}"


def file_of(address: Address, places: Places, project: Path) -> Path | None:
    """The file behind an address that the demo made; nothing for another's."""
    match address:
        case DuckdbAddress(path=path):
            return Path(project, path)
        case PostgresAddress(user=user, host=host) if (user, host) == (READER, host_of(places)):
            return places.root / "warehouse" / f"{address.database}.duckdb"
        case _:
            return None


def host_of(places: Places) -> str:
    return str(places.socket_folder(places.postgres))
