"""Engines with the corner shop's rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.semantic_layer.corner import Engine, filled, opened


@pytest.fixture(scope="session", params=["duckdb", "postgres"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The corner shop's rows, on one engine after the other."""
    with opened(request.param) as empty:
        yield filled(empty)
