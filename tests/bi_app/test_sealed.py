"""What Redis holds is believed only under its seal, and Redis away costs little."""

import time

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


def test_it_does_not_wait_for_a_redis_that_just_failed(settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1"
    sealed.try_again()
    assert sealed.get(KEY) is None

    begun = time.monotonic()
    for _ in range(1000):
        sealed.put(KEY, b"body", 60)
        assert sealed.get(KEY) is None
    assert time.monotonic() - begun < sealed.REST_S / 2
