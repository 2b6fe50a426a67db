"""Is the account of the warehouse one that may only read? Looked at when an installation starts.

Django runs it in `manage.py check --deploy`, which `make serve` does first: an error stops the
start, a warning is told.
"""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from bi_app.warehouse.address import PostgresAddress, read_address
from bi_app.warehouse.postgres_account import advice
from bi_app.warehouse.postgres_server import inspect
from semantic_layer.errors import WarehouseUnavailable


def warehouse_account(**_options: Any) -> list[CheckMessage]:
    """A warehouse that is away now may be there later; its account is a matter of the start."""
    address = read_address(settings.WAREHOUSE)
    if not isinstance(address, PostgresAddress):
        return []  # a file is opened to be read only, whoever owns it
    try:
        found = inspect(address)
    except WarehouseUnavailable as error:
        return [Warning(str(error), id="warehouse.away")]
    return [
        (Error if each.stops else Warning)(each.matter, each.hint, id="warehouse.account")
        for each in advice(found)
    ]
