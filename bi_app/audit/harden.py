"""Which grants let the application add to the record, and nothing more?

For a server of one's own: migrations run under the account that owns the tables, everything else
under `role`, which can then neither change nor delete an entry, nor switch off what guards it.
"""

from collections.abc import Iterator

from django.db import connection, transaction
from psycopg import sql

KEPT = ("audit_chain", "audit_entry", "audit_words", "audit_segment", "audit_hold")
ADDED_TO = ("audit_entry", "audit_words", "audit_segment", "audit_hold", "costs_ledgerentry")
CHANGED_IN = {
    "audit_chain": ("length", "head"),
    "audit_words": ("salt", "body", "erased"),
    "audit_hold": ("lifted",),
}


def statements(role: str) -> Iterator[sql.Composed]:
    """In their order; the owner of the tables runs them, again after each upgrade."""
    schema, to = sql.Identifier(_schema()), sql.Identifier(role)
    yield sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(schema, to)
    yield sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {} TO {}").format(
        schema, to
    )
    yield sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {} TO {}").format(schema, to)
    closed = sql.SQL(", ").join(map(sql.Identifier, dict.fromkeys((*KEPT, *ADDED_TO))))
    yield sql.SQL("REVOKE ALL ON {} FROM {}").format(closed, to)
    yield sql.SQL("GRANT SELECT ON {} TO {}").format(closed, to)
    added = sql.SQL(", ").join(map(sql.Identifier, ADDED_TO))
    yield sql.SQL("GRANT INSERT ON {} TO {}").format(added, to)
    for table, columns in CHANGED_IN.items():
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        yield sql.SQL("GRANT UPDATE ({}) ON {} TO {}").format(names, sql.Identifier(table), to)
    yield sql.SQL(
        "ALTER FUNCTION audit_drop(integer) SECURITY DEFINER SET search_path = {}, pg_temp"
    ).format(schema)
    yield sql.SQL("REVOKE EXECUTE ON FUNCTION audit_drop(integer) FROM PUBLIC")
    yield sql.SQL("GRANT EXECUTE ON FUNCTION audit_drop(integer) TO {}").format(to)


@transaction.atomic
def apply(role: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements(role):
            cursor.execute(statement)


def as_text(statement: sql.Composed) -> str:
    return statement.as_string(connection.connection) + ";"


def _schema() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (schema,) = cursor.fetchone()
    return str(schema)
