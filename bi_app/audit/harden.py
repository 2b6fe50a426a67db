"""Which grants let the application add to the record, and nothing more?

For a server of one's own: migrations run under the account that owns the tables, everything else
under `role`, which can then neither change nor delete an entry, nor switch off what guards it.
"""

from collections.abc import Iterator

from django.db import connection, transaction

ADDED_TO = ("audit_entry", "audit_words", "audit_segment", "audit_hold", "costs_ledgerentry")
CHANGED_IN = {
    "audit_chain": ("length", "head"),
    "audit_words": ("salt", "body", "erased"),
    "audit_hold": ("lifted",),
}


def statements(role: str) -> Iterator[str]:
    """In their order; the owner of the tables runs them, again after each upgrade."""
    schema, to = _quoted(_schema()), _quoted(role)
    added = ", ".join(ADDED_TO)
    yield f"GRANT USAGE ON SCHEMA {schema} TO {to}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {to}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {to}"
    yield f"REVOKE ALL ON audit_chain, {added} FROM {to}"
    yield f"GRANT SELECT ON audit_chain, {added} TO {to}"
    yield f"GRANT INSERT ON {added} TO {to}"
    for table, columns in CHANGED_IN.items():
        yield f"GRANT UPDATE ({', '.join(columns)}) ON {table} TO {to}"
    function = "FUNCTION audit_drop(integer)"
    yield f"ALTER {function} SECURITY DEFINER SET search_path = {schema}, pg_temp"
    yield f"REVOKE EXECUTE ON {function} FROM PUBLIC"
    yield f"GRANT EXECUTE ON {function} TO {to}"


@transaction.atomic
def apply(role: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements(role):
            cursor.execute(statement)


def _schema() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (schema,) = cursor.fetchone()
    return str(schema)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
