"""Larkfield whole: warehouse, live release, index and people, for the tests that ask."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models import Model
from pytest_django.plugin import DjangoDbBlocker

from bi_app import sealed
from bi_app.demo.accounts import create_people
from bi_app.demo.model import larkfield_files
from bi_app.warehouse.service import members
from metrics.index import build_index
from metrics.models import CatalogueEntry, Release, ValueEntry, ValueWord
from metrics.releases import opened, publish

_indexed: list[list[Model]] = []  # the rows of the index, once they were built


def fill_index(release: Release) -> None:
    """Building takes seconds, most of it embedding; each module after the first copies the rows."""
    for rows in _indexed:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=1000)
    if _indexed:
        return
    index = opened(release).index
    build_index(release, lambda dimension: members(dimension, index), most_embedded=0)
    for model in (CatalogueEntry, ValueEntry, ValueWord):
        _indexed.append(list(model._default_manager.all()))


@pytest.fixture(scope="module")
def retailer(
    larkfield: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Everything that asking needs, gone again after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        release = publish(larkfield_files(), reason="Tests.", by="tests")
        fill_index(release)
        create_people()
        sealed.client().flushdb()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def redis_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test that takes Redis away takes it away from itself alone; a busy machine takes none."""
    monkeypatch.setattr(sealed, "PATIENCE_S", 5.0)
    yield
    sealed.try_again()
