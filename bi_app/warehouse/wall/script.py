"""What is to be said to a PostgreSQL warehouse so that it holds the model's policies by itself?

One transaction for a superuser of that database. Running it again gives the same; what an earlier
one left, and the model of today does not ask for, is gone.
"""

import hashlib
import json
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from psycopg import sql

from bi_app.warehouse.address import PostgresAddress
from bi_app.warehouse.wall.groups import Group
from bi_app.warehouse.wall.rights import PREFIX
from bi_app.warehouse.wall.seal import halves
from bi_app.warehouse.wall.tables import closed, opened, tables_of
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.rollups import SCHEMA as ROLLUPS

HERE = Path(__file__).parent
BEFORE, AFTER = ":'key_before'", ":'key_after'"  # psql's variables: the key is in no script
WIDTH = 96  # of a line of reasons
LONGEST_WAIT = "60s"  # for the statements that are under way on a table
NO_POWERS = "NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION"
SETTINGS = {
    "default_transaction_read_only": "on",
    "statement_timeout": "60s",
    "lock_timeout": "1s",
    "idle_in_transaction_session_timeout": "10s",
    "temp_file_limit": "2GB",
}


@dataclass(frozen=True, slots=True)
class Wall:
    """All that a script is made of. `keep` are other accounts, which go on as before."""

    index: ModelIndex
    groups: tuple[Group, ...]
    warehouse: PostgresAddress
    keep: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Some statements, and in words why."""

    why: str
    statements: tuple[str, ...]


def parts(wall: Wall) -> tuple[Part, ...]:
    return (
        Part(
            "All tables at once, before anybody else can wait for half of this.", (_locked(wall),)
        ),
        Part("The roles: one for each set of rights, none of which can sign in.", _roles(wall)),
        Part(
            "The account of the gate: owns nothing, inherits nothing, may become each of the roles"
            " for one transaction, and by itself reads only the version of the data.",
            _account(wall),
        ),
        Part(
            "What tells a policy for whom it is asked. The gate seals the members of the asker's"
            " attributes for one role and some seconds; no statement can make such a seal.",
            (_file("functions.sql"),),
        ),
        Part("The key of the seals.", _key()),
        Part(
            "No role reads anything yet; what an earlier script gave is taken back.",
            (_file("nothing.sql"),),
        ),
        *(_table(table, datasets, wall) for table, datasets in tables_of(wall.index).items()),
        Part(
            "Whoever owns these tables, builds rollups or is named with --keep goes on as before.",
            _others(wall),
        ),
        Part("Nobody else: neither catalogues nor functions that do something.", _closed(wall)),
        Part("What Aisle looks at each minute.", _watched(wall)),
        Part("This script, and what the database looks like after it.", _built(wall)),
    )


def marks(wall: Wall) -> dict[str, str]:
    """A mark of what the script says of each role: another one is of other columns or rows."""
    found = {}
    for group in wall.groups:
        said = [group.name, *map(_file, ("functions.sql", "state.sql", "closing.sql"))]
        for table, datasets in tables_of(wall.index).items():
            name = identifier(table, wall)
            alone = opened(name, datasets, (group,), wall.index, wall.warehouse.schema)
            said += [each.as_string() for each in alone]
        found[group.name] = hashlib.sha256("\n".join(said).encode()).hexdigest()
    return found


def text(found: Iterable[Part]) -> str:
    """As psql takes it: `-v key_before=… -v key_after=…`."""
    lines = [(HERE / "heading.sql").read_text(), "BEGIN;\n"]
    for part in found:
        lines += [f"-- {line}" for line in textwrap.wrap(part.why, WIDTH)]
        lines += [f"{each.rstrip().rstrip(';')};" for each in part.statements]
        lines.append("")
    return "\n".join([*lines, "COMMIT;\n"])


def with_key(statement: str, key: bytes) -> str:
    """As any other client takes it."""
    before, after = halves(key)
    return statement.replace(BEFORE, f"'{before.hex()}'").replace(AFTER, f"'{after.hex()}'")


def schemas(wall: Wall) -> tuple[str, ...]:
    """Where the model's tables stand."""
    named = (table.rpartition(".")[0] for table in tables_of(wall.index))
    return tuple(dict.fromkeys(schema or wall.warehouse.schema for schema in named))


def identifier(table: str, wall: Wall) -> sql.Identifier:
    schema, _, name = table.rpartition(".")
    return sql.Identifier(schema or wall.warehouse.schema, name)


def _locked(wall: Wall) -> str:
    tables = sql.SQL(", ").join(identifier(each, wall) for each in tables_of(wall.index))
    return said("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE", tables)


def _roles(wall: Wall) -> tuple[str, ...]:
    made = [_made("aisle_wall_owner"), _made("aisle_others")]
    for group in wall.groups:
        made.append(f"-- {', '.join(group.held_by)}\n{_made(group.name)}")
    return tuple(made)


def _made(role: str) -> str:
    """Roles are the server's: another database of it may have made this one, or does so now."""
    return (HERE / "role.sql").read_text().replace("{role}", role)


def _account(wall: Wall) -> tuple[str, ...]:
    names = _names(wall)
    kept = [
        said("ALTER ROLE {reader} SET {} = {}", sql.Identifier(name), sql.Literal(value), **names)
        for name, value in SETTINGS.items()
    ]
    taken = [
        said(words, sql.Identifier(schema), **names)
        for schema in schemas(wall)
        for words in (
            "REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM PUBLIC, {reader}",
            "REVOKE ALL ON SCHEMA {} FROM PUBLIC, {reader}",
        )
    ]
    return (
        said(f"ALTER ROLE {{reader}} NOINHERIT {NO_POWERS}", **names),
        *kept,
        *taken,
        said("GRANT USAGE ON SCHEMA {schema} TO {reader}", **names),
        said("GRANT SELECT ON {version} TO {reader}", **names),
        said("REVOKE {groups} FROM {reader}", **names),  # as it was a member before
        said("GRANT {groups} TO {reader}", **names),
    )


def _key() -> tuple[str, ...]:
    taken = "INSERT INTO aisle_wall.key SELECT decode({}, 'hex'), decode({}, 'hex')"
    return "DELETE FROM aisle_wall.key", taken.format(BEFORE, AFTER)


def _table(table: str, datasets: tuple[str, ...], wall: Wall) -> Part:
    name = identifier(table, wall)
    schema = wall.warehouse.schema
    statements = [*closed(name), *opened(name, datasets, wall.groups, wall.index, schema)]
    return Part(
        f"{table}: who reads which columns, and which rows.",
        tuple(each.as_string() for each in statements),
    )


def _others(wall: Wall) -> tuple[str, ...]:
    listed = sql.SQL(", ").join(sql.Literal(each) for each in schemas(wall)).as_string()
    named = (said("GRANT aisle_others TO {}", sql.Identifier(each)) for each in wall.keep)
    return (_file("owners.sql").replace("{schemas}", listed), *named)


def _closed(wall: Wall) -> tuple[str, ...]:
    names = _names(wall)
    used = (*schemas(wall), "aisle_wall")
    return (
        *(said("GRANT USAGE ON SCHEMA {} TO {groups}", sql.Identifier(s), **names) for s in used),
        said(
            "GRANT EXECUTE ON FUNCTION aisle_wall.holds(text), aisle_wall.members(text, text)"
            " TO {groups}",
            **names,
        ),
        "GRANT aisle_others TO aisle_wall_owner",
        "GRANT USAGE ON SCHEMA aisle_wall TO aisle_others",  # who builds rollups writes policies
        said("REVOKE ALL ON DATABASE {database} FROM PUBLIC", **names),
        said("GRANT CONNECT ON DATABASE {database} TO {reader}, aisle_others", **names),
        said("GRANT TEMPORARY ON DATABASE {database} TO aisle_others", **names),
        _file("closing.sql"),
    )


def _watched(wall: Wall) -> tuple[str, ...]:
    names = _names(wall)
    return (
        _file("state.sql"),
        said("GRANT USAGE ON SCHEMA aisle_wall TO {reader}", **names),
        said("GRANT EXECUTE ON FUNCTION aisle_wall.state(text) TO {reader}", **names),
    )


def _built(wall: Wall) -> tuple[str, ...]:
    given = sql.Literal(json.dumps(marks(wall), sort_keys=True))
    return (
        "DELETE FROM aisle_wall.built",
        said("INSERT INTO aisle_wall.built SELECT {}, aisle_wall.looks()", given),
    )


def _names(wall: Wall) -> dict[str, sql.Composable]:
    warehouse = wall.warehouse
    return {
        "reader": sql.Identifier(warehouse.user),
        "database": sql.Identifier(warehouse.database),
        "schema": sql.Identifier(warehouse.schema),
        "version": sql.Identifier(warehouse.schema, warehouse.version_table),
        "groups": sql.SQL(", ").join(sql.Identifier(each.name) for each in wall.groups),
    }


def said(words: str, *given: sql.Composable, **named: sql.Composable) -> str:
    """A statement of our own words, with names and values quoted."""
    return sql.SQL(words).format(*given, **named).as_string()


def _file(name: str) -> str:
    return (HERE / name).read_text().replace("{prefix}", PREFIX).replace("{rollups}", ROLLUPS)
