"""The vector index serves the statement that retrieval sends."""

from __future__ import annotations

import numpy as np
import pytest
from django.db import connection

from metrics.lookup import NAMES, SETTINGS, find_names
from metrics.models import CatalogueEntry

pytestmark = pytest.mark.django_db

ENTRIES = 3000


@pytest.fixture
def vectors() -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """A large catalogue, its vectors drawn by lot around some meanings, as those of words lie."""
    by_lot = np.random.default_rng(7)
    meanings = by_lot.normal(size=(100, 384))[by_lot.integers(0, 100, size=ENTRIES)]
    drawn = (meanings + by_lot.normal(scale=0.5, size=(ENTRIES, 384))).astype(np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    CatalogueEntry.objects.bulk_create(
        CatalogueEntry(
            key=at, kind="metric", name=f"m{at}", text=f"metric {at}", stems=[f"m{at}"], vector=one
        )
        for at, one in enumerate(drawn)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE metrics_catalogueentry")
    return drawn


def plan(keys: list[int]) -> str:
    vector = "[" + ",".join("0.05" for _ in range(384)) + "]"
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        cursor.execute(f"EXPLAIN {NAMES}", [keys, ["m1"], vector, keys, vector, 40])
        return "\n".join(row[0] for row in cursor.fetchall())


def test_a_large_catalogue_is_searched_by_its_vector_index(
    vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]],
) -> None:
    assert "Index Scan using catalogue_vector" in plan(list(range(ENTRIES)))


def test_the_nearest_is_found_and_only_among_what_is_open(
    vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]],
) -> None:
    everything = find_names(list(range(ENTRIES)), [], vectors[1234], 40)
    odd = find_names(list(range(1, ENTRIES, 2)), [], vectors[1234], 40)

    assert (everything[0].name, len(everything)) == ("m1234", 40)
    assert len(odd) == 40
    assert all(int(each.name[1:]) % 2 for each in odd)
