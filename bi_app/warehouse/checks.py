"""Is the account of the warehouse one that may only read? Looked at when an installation starts.

Django runs it in `manage.py check --deploy`, which `make serve` does first: an error stops the
start, a warning is told.
"""

import stat
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from bi_app.warehouse.address import Address, PostgresAddress, read_address
from bi_app.warehouse.postgres_account import advice
from bi_app.warehouse.postgres_server import inspect
from semantic_layer.errors import WarehouseUnavailable

FILE = "warehouse.file"


def warehouse_account(**_options: Any) -> list[CheckMessage]:
    """A warehouse that is away now may be there later; its account is a matter of the start."""
    others = {k: v for k, v in settings.WAREHOUSES.items() if k != settings.CONNECTION}
    said = _told(read_address(settings.WAREHOUSE))
    for name, text in others.items():
        for each in _told(read_address(text)):
            each.msg = f"Connection {name}: {each.msg}"
            said.append(each)
    return said


def _told(address: Address) -> list[CheckMessage]:
    if not isinstance(address, PostgresAddress):
        return _told_of_file(Path(settings.BASE_DIR, address.path))
    try:
        found = inspect(address)
    except WarehouseUnavailable as error:
        return [Warning(str(error), id="warehouse.away")]
    return [
        (Error if each.stops else Warning)(each.matter, each.hint, id="warehouse.account")
        for each in advice(found)
    ]


def _told_of_file(file: Path) -> list[CheckMessage]:
    """Aisle opens a file to be read only; who else may write it is its folder's matter."""
    if not file.is_file() or not file.stat().st_mode & stat.S_IWOTH:
        return []
    hint = f"chmod o-w {file.name}, and let only the account of the loads write there."
    return [Warning("Everybody on this machine may write the warehouse's file.", hint, id=FILE)]
