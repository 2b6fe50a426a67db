"""The wholesaler whole: warehouse, live release, index and people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from bi_app import sealed
from bi_app.costs.ledger import open_budget
from bi_app.people.models import Attribute, User
from bi_app.warehouse.service import members
from metrics.index import build_index
from metrics.releases import opened, publish
from tests import vectors
from tests.wholesale.house import PEOPLE, model_files, warehouse


@pytest.fixture(scope="module")
def wholesaler(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A folder of YAML files and an address: all that an installation of one's own needs."""
    address = override_settings(WAREHOUSE=f"duckdb:///{warehouse()}")
    with address, django_db_blocker.unblock(), transaction.atomic():
        release = publish(model_files(), reason="Ours.", by="tests")
        index = opened(release).index
        with vectors.remembered():
            build_index(release, lambda dimension: members(dimension, index))
        for person in PEOPLE.values():
            user = User.objects.create(username=person.name, roles=sorted(person.roles))
            for name, own in person.attributes.items():
                Attribute.objects.bulk_create(
                    Attribute(user=user, name=name, member=m) for m in own
                )
            open_budget(user.pk, settings.AISLE_DAILY_BUDGET_MICROS)
        sealed.client().flushdb()
        yield
        transaction.set_rollback(True)
