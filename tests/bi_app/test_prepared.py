"""What every question runs is planned once by each connection."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from bi_app.asking.models import Grounds
from bi_app.people.models import Team
from bi_app.prepared import insert, prepared

PLANNED = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT 7 + %'"


@pytest.mark.django_db
def test_it_plans_a_statement_once() -> None:
    for number in (1, 2, 3):
        with prepared("SELECT 7 + %s", [number]) as cursor:
            assert cursor.fetchone() == (7 + number,)

    with connection.cursor() as cursor:
        cursor.execute(PLANNED)
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_it_is_in_the_transaction_that_has_begun() -> None:
    added = prepared("INSERT INTO people_team (name) VALUES (%s)", ["Buyers"])
    with pytest.raises(ZeroDivisionError), transaction.atomic(), added:
        raise ZeroDivisionError

    with prepared("SELECT count(*) FROM people_team WHERE name = %s", ["Buyers"]) as cursor:
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_it_fails_as_every_other_statement_does() -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), prepared("SELECT 1 / %s", [0]):
        pass


@pytest.mark.django_db
def test_it_inserts_a_row_as_django_would() -> None:
    insert(Team(name="Buyers"))
    insert(Grounds(digest="d" * 64, body={"days": ["2026-11-13"], "rollups": [], "none": None}))

    assert Team.objects.get(name="Buyers").pk
    kept = Grounds.objects.get(digest="d" * 64)
    assert kept.body == {"days": ["2026-11-13"], "rollups": [], "none": None}


@pytest.mark.django_db
def test_it_inserts_nothing_that_a_constraint_forbids() -> None:
    insert(Team(name="Buyers"))

    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Team(name="Buyers"))
