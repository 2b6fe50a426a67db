"""Which engine serves the warehouse that the settings name?"""

from functools import cache
from pathlib import Path

from django.conf import settings

from bi_app.warehouse.address import DuckdbAddress, PostgresAddress, read_address
from bi_app.warehouse.duckdb_file import DuckdbFile
from bi_app.warehouse.engine import Engine, Limits
from bi_app.warehouse.postgres_server import PostgresServer


def engine() -> Engine:
    """The one engine of this process; another `WAREHOUSE` is another engine."""
    return _engine(settings.WAREHOUSE)


@cache
def _engine(address: str) -> Engine:
    match read_address(address):
        case DuckdbAddress(path=path):
            return DuckdbFile(Path(settings.BASE_DIR, path))
        case PostgresAddress() as named:
            return PostgresServer(named, settings.AISLE_WAREHOUSE_POOL)


def limits() -> Limits:
    return Limits(
        seconds=settings.AISLE_STATEMENT_SECONDS,
        rows=settings.AISLE_STATEMENT_ROWS,
        size_bytes=settings.AISLE_ANSWER_BYTES,
    )
