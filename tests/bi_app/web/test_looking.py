"""Whoever only looks changes nothing: a GET leaves behind that somebody looked, and no more."""

import pytest
from django.apps import apps
from django.db import connection

from tests.bi_app.web.test_translated import ELENA, ask_all, make_one_of_each, signed_in, walked

# What tells that somebody looked: an answer shown again is run, recorded, charged and audited.
OF_LOOKS = {
    "asking_answerrecord",
    "asking_question",
    "audit_chain",
    "audit_entry",
    "audit_words",
    "costs_ledgerentry",
    "costs_reservation",
    "costs_spending",
}


def rows_of_all_tables() -> dict[str, str]:
    """A digest of the rows of each table."""
    tables = sorted(model._meta.db_table for model in apps.get_models())
    found: dict[str, str] = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"SELECT md5(string_agg(each::text, ';' ORDER BY each::text)) FROM {table} AS each"
            )
            found[table] = str(cursor.fetchone()[0])
    return found


@pytest.mark.django_db
@pytest.mark.usefixtures("retailer")
def test_a_get_changes_nothing() -> None:
    elena = signed_in(ELENA)
    pages = ask_all(elena)
    ids = make_one_of_each(elena)
    before = rows_of_all_tables()

    assert len(list(walked(elena, pages, ids))) > len(pages)

    after = rows_of_all_tables()
    changed = {table for table, rows in after.items() if rows != before[table]}
    assert sorted(changed - OF_LOOKS) == []
