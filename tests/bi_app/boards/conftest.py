"""Nobody is in a hurry, and nobody has asked yet."""

import pytest
from django.conf import LazySettings

from bi_app import sealed


@pytest.fixture(autouse=True)
def from_the_beginning(settings: LazySettings) -> None:
    settings.AISLE_ASKS_A_MINUTE = 1_000_000
    sealed.client().flushdb()
