"""Which engine serves the warehouse that the settings name?"""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from bi_app.warehouse.duckdb_file import DuckdbFile
from bi_app.warehouse.engine import Engine, Limits
from semantic_layer.errors import WarehouseUnavailable


def engine() -> Engine:
    """The one engine of this process; another `WAREHOUSE` is another engine."""
    return _engine(settings.WAREHOUSE)


@cache
def _engine(address: str) -> Engine:
    parts = urlsplit(address)
    if parts.scheme != "duckdb":
        raise WarehouseUnavailable(f"No engine serves {parts.scheme}:// addresses.")
    path = Path(parts.path.removeprefix("/"))
    absolute = parts.path.startswith("//")
    return DuckdbFile(Path("/") / path if absolute else Path(settings.BASE_DIR) / path)


def limits() -> Limits:
    return Limits(
        seconds=settings.AISLE_STATEMENT_SECONDS,
        rows=settings.AISLE_STATEMENT_ROWS,
        size_bytes=settings.AISLE_ANSWER_BYTES,
    )
