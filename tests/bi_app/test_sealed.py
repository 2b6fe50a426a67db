"""What Redis holds is believed only under its seal, and Redis away costs little."""

import socket
import time
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from bi_app import sealed

KEY = sealed.key_of("test", "a", "b")


def test_it_gives_back_what_was_put() -> None:
    sealed.put(KEY, b"body", 60)

    assert sealed.get(KEY) == b"body"


def test_it_reads_a_changed_value_as_absent() -> None:
    sealed.put(KEY, b"body", 60)
    value = sealed.client().get(KEY)
    assert isinstance(value, bytes)

    sealed.client().set(KEY, value[:-1] + b"!")

    assert sealed.get(KEY) is None


def test_it_reads_a_value_under_another_key_as_absent() -> None:
    sealed.put(KEY, b"body", 60)
    other = sealed.key_of("test", "a", "c")
    value = sealed.client().get(KEY)
    assert isinstance(value, bytes)

    sealed.client().set(other, value)

    assert sealed.get(other) is None


def test_it_tells_keys_of_other_parts_apart() -> None:
    assert sealed.key_of("test", "a", "bc") != sealed.key_of("test", "ab", "c")


@pytest.fixture
def deaf_redis(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One that takes every connection and never says a word."""
    monkeypatch.setattr(sealed, "PATIENCE_S", 0.2)
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        settings.REDIS_URL = f"redis://127.0.0.1:{server.getsockname()[1]}"
        sealed.try_again()
        yield
    sealed.try_again()


def test_nothing_waits_a_second_for_a_redis_that_hangs(deaf_redis: None) -> None:
    begun = time.monotonic()
    for _ in range(100):
        assert sealed.get(KEY) is None
        sealed.put(KEY, b"body", 60)
        assert sealed.count(KEY, 60) is None

    assert time.monotonic() - begun < 1


def test_it_counts_under_a_key_for_a_time() -> None:
    sealed.client().delete(KEY)

    assert [sealed.count(KEY, 60) for _ in range(3)] == [1, 2, 3]
    assert 0 < int(sealed.client().ttl(KEY)) <= 60


def test_it_does_not_wait_for_a_redis_that_just_failed(settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1"
    sealed.try_again()
    assert sealed.get(KEY) is None

    begun = time.monotonic()
    for _ in range(1000):
        sealed.put(KEY, b"body", 60)
        assert sealed.get(KEY) is None
    assert time.monotonic() - begun < sealed.REST_S / 2
