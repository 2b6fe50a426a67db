"""Does a question with its rollup give the rows that it gives without, on every engine, to all?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from bi_app.audit.models import Entry
from bi_app.demo.accounts import PEOPLE
from bi_app.warehouse import rollups
from bi_app.warehouse.engines import engine
from semantic_layer.access import Asker, policy_for, visible
from semantic_layer.compile.plan import Built
from semantic_layer.errors import QuestionError
from tests.bi_app.warehouse.larkfield_rollups import ENGINES, RELEASE, own_larkfield
from tests.bi_app.warehouse.test_conformance import QUERIES, alike, first_difference, rows
from tests.counts import PROVING, cases
from tests.semantic_layer.answers import LARKFIELD_CLOCK, Asked

pytestmark = pytest.mark.django_db

SUPPLIER = {"supplier": ("Alder Mills",)}
ASKERS = {
    person.username: Asker(
        number,
        person.username,
        frozenset({person.role.value}),
        {**person.attributes, **(SUPPLIER if person.username == "portal" else {})},
    )
    for number, person in enumerate(PEOPLE, start=1)
}
# Of the golden queries, how many are read from rollups at the least: a supplier's portal sees none,
# since no rollup keeps the supplier. Who is not named sees all that elena.exec sees.
SERVED = {"elena.exec": 50, "mara.merch": 20, "sam.southwest": 35, "ada.admin": 0, "portal": 0}


@pytest.fixture(scope="module", params=ENGINES)
def built(
    request: pytest.FixtureRequest,
    larkfield: Path,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Built]:
    folder = tmp_path_factory.mktemp("rollups")
    with (
        own_larkfield(request.param, larkfield, folder),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        rollups.build(RELEASE)
        yield {each.name: each.rows for each in rollups.readable(RELEASE)}
        transaction.set_rollback(True)


def asked_by(name: str) -> Asked:
    policy = policy_for(RELEASE.index, ASKERS[name], "test")
    return Asked(RELEASE.index, policy, LARKFIELD_CLOCK, visible(RELEASE.index, policy))


@pytest.mark.parametrize("name", ASKERS if PROVING else SERVED)
def test_it_gives_the_rows_that_it_gives_without(name: str, built: Built) -> None:
    without, served = asked_by(name), 0
    with_rollups = replace(without, built=built)

    for query in list(QUERIES.values())[:: cases(2, 1)]:
        try:
            reads = with_rollups.compiled(query).rollups
        except QuestionError:
            continue
        if reads:
            served += 1
            left, right = (rows(engine(), query, each) for each in (without, with_rollups))
            assert len(left) == len(right), query
            assert all(map(alike, left, right)), first_difference(left, right)

    assert built.keys() == RELEASE.index.rollups.keys()
    least = SERVED.get(name, SERVED["elena.exec"]) // cases(3, 1)
    assert served >= least, served
    assert bool(served) == bool(least)


def test_it_audits_what_it_builds_as_a_service(built: Built) -> None:
    entries = Entry.objects.filter(actor=rollups.ACCOUNT)

    told = {each.detail["purpose"]: each.rows for each in entries}

    assert told == {f"the rollup {name}": count for name, count in built.items()}
