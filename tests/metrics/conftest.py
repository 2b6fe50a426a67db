"""The garden retailer's catalogue, released and indexed, for the tests that look something up."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from pytest_django import DjangoDbBlocker

from metrics.index import build_index
from metrics.releases import LiveRelease, live, publish
from tests import vectors
from tests.metrics.garden import FILES, read_members


@pytest.fixture(scope="module", autouse=True)
def _remembered() -> Iterator[None]:
    """The garden's texts are embedded once, however often and wherever it is indexed."""
    with vectors.remembered():
        yield


@pytest.fixture(scope="module")
def garden(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LiveRelease]:
    """Built once and committed; what a test changes is rolled back as ever."""
    with django_db_blocker.unblock():
        build_index(publish(FILES, "a test", "owner"), read_members)
        yield live()
        with connection.cursor() as cursor:
            tables = ", ".join(
                model._meta.db_table for model in apps.get_app_config("metrics").get_models()
            )
            cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
