"""What every test may stand on."""

import os
from pathlib import Path

import pytest

from bi_app.embedded.places import Places
from tests import servers


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers once a run, before any parallel worker is."""
    if not _is_worker(config):
        servers.remove_left_over()
        servers.start(_places())


def pytest_unconfigure(config: pytest.Config) -> None:
    if not _is_worker(config):
        servers.remove(_places())


def _places() -> Places:
    return Places(Path(os.environ["AISLE_TEST_VAR"]), scratch=True)
