"""Larkfield whole: warehouse, live release, index and people, for the tests that ask."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model
from pytest_django.plugin import DjangoDbBlocker

from bi_app import sealed
from bi_app.demo.accounts import create_people
from bi_app.demo.model import larkfield_files
from bi_app.warehouse.service import members
from metrics.index import build_index
from metrics.models import CatalogueEntry, CommonWord, Release, ValueEntry, ValueWord
from metrics.releases import opened, publish
from tests import vectors

KEPT = Path(os.environ["AISLE_TEST_VAR"], "index")  # the rows of the index, once built
INDEXED: tuple[type[Model], ...] = (CatalogueEntry, ValueEntry, ValueWord, CommonWord)


def fill_index(release: Release) -> None:
    """Building takes seconds, most of it embedding; all but the first to come copy the rows."""
    with KEPT.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not KEPT.is_dir():
            _build_and_keep(release)
            return
    with connection.cursor() as cursor:
        # To index the vectors takes longer than all else; so few are searched as fast without.
        cursor.execute("DROP INDEX catalogue_vector, value_vector")
        for table in _tables():
            with cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)") as copy:
                copy.write((KEPT / table).read_bytes())
        # no sequence has counted the copied keys
        for statement in connection.ops.sequence_reset_sql(no_style(), INDEXED):
            cursor.execute(statement)


def _build_and_keep(release: Release) -> None:
    index = opened(release).index
    with vectors.remembered():
        build_index(release, lambda dimension: members(dimension, index), most_embedded=0)
    new = KEPT.with_suffix(".new")
    new.mkdir()
    with connection.cursor() as cursor:
        for table in _tables():
            with cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)") as copy:
                (new / table).write_bytes(b"".join(copy))
    new.rename(KEPT)


def _tables() -> list[str]:
    return [each._meta.db_table for each in INDEXED]


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
