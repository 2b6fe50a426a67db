"""How does the second wall get into the warehouse? All of it in one transaction, or nothing."""

from contextlib import closing

import psycopg
from django.conf import settings
from psycopg import sql

from bi_app.people.roles_held import roles_held
from bi_app.warehouse.address import PostgresAddress, read_address
from bi_app.warehouse.postgres_server import connection_fields
from bi_app.warehouse.wall.groups import groups_of
from bi_app.warehouse.wall.script import LONGEST_WAIT, Wall, parts, with_key
from bi_app.warehouse.wall.seal import key
from metrics.releases import LiveRelease
from semantic_layer.errors import WarehouseError


class NotPutUp(WarehouseError):
    """Nothing was changed; the message says why, and what to try."""


def wall_of(release: LiveRelease, keep: tuple[str, ...] = ()) -> Wall:
    """The wall of the live model's policies around the warehouse of the settings.

    The accounts of `keep` go on reading catalogues, and so does the one that builds rollups.
    Raises NotPutUp where the warehouse is not PostgreSQL.
    """
    warehouse = read_address(settings.WAREHOUSE)
    if not isinstance(warehouse, PostgresAddress):
        raise NotPutUp("The warehouse is a DuckDB file, which has no row-level security.")
    builder = read_address(settings.ROLLUPS) if settings.ROLLUPS else None
    also = (builder.user,) if isinstance(builder, PostgresAddress) else ()
    groups = groups_of(release.index, roles_held())
    return Wall(release.index, groups, warehouse, tuple(dict.fromkeys((*keep, *also))))


def put_up(wall: Wall, administrator: PostgresAddress) -> None:
    """Raises NotPutUp."""
    if _place(administrator) != _place(wall.warehouse):
        raise NotPutUp("The administrator's address is of another database than WAREHOUSE is.")
    try:
        with (
            closing(psycopg.connect(**connection_fields(administrator))) as connection,
            connection.transaction(),
        ):
            wait = sql.SQL("SET LOCAL lock_timeout = {}").format(sql.Literal(LONGEST_WAIT))
            connection.execute(wait)
            for part in parts(wall):
                for statement in part.statements:
                    connection.execute(with_key(statement, key()).encode())
    except psycopg.Error as error:
        said = error.diag.message_primary or type(error).__name__
        raise NotPutUp(f"PostgreSQL refused it, and nothing was changed: {said}.") from error


def _place(address: PostgresAddress) -> tuple[str, int, str]:
    return address.host, address.port, address.database
