"""The servers that come with the project start, are shared, stop, and keep what they hold."""

from pathlib import Path

import psycopg
import pytest
from redis import Redis

from bi_app.embedded import postgres, redis, servers
from bi_app.embedded.places import EmbeddedServerError, Places, private_folder

LONG = "a folder with a name so long that no socket can be made in it " * 2


@pytest.mark.parametrize("name", ["short", LONG])
def test_it_starts_stops_and_loses_nothing_wherever_it_lives(own_folder: Path, name: str) -> None:
    places = Places(own_folder / name)
    places.root.mkdir()
    try:
        servers.start(places, {})
        with psycopg.connect(places.database_url, autocommit=True) as database:
            database.execute("CREATE TABLE kept AS SELECT 7 AS number")
        with Redis.from_url(places.redis_url) as cache:
            cache.set("kept", "7")

        servers.stop(places, {})
        stopped = (postgres.process_id(places), redis.process_id(places))
        servers.start(places, {})

        with psycopg.connect(places.database_url) as database:
            row = database.execute("SELECT number FROM kept").fetchone()
        with Redis.from_url(places.redis_url) as cache:
            held = cache.get("kept")
    finally:
        servers.stop(places, {})

    assert (stopped, row, held) == ((None, None), (7,), b"7")


def test_it_is_shared_by_all_who_start_it(own_folder: Path) -> None:
    places = Places(own_folder, scratch=True)
    try:
        servers.start(places, {})
        first = (postgres.process_id(places), redis.process_id(places))
        servers.start(places, {})

        assert (postgres.process_id(places), redis.process_id(places)) == first
        assert servers.lost(places, {}) is None
    finally:
        servers.stop(places, {})
    assert servers.lost(places, {}) == "postgres"


def test_it_starts_none_where_the_environment_names_others(own_folder: Path) -> None:
    named = {"DATABASE_URL": "postgresql://db/aisle", "REDIS_URL": "redis://cache"}

    servers.start(Places(own_folder), named)

    assert list(own_folder.iterdir()) == []


def test_it_refuses_a_folder_that_leads_elsewhere(own_folder: Path) -> None:
    (own_folder / "elsewhere").mkdir()
    (own_folder / "here").symlink_to(own_folder / "elsewhere")

    with pytest.raises(EmbeddedServerError, match="belongs to somebody else"):
        private_folder(own_folder / "here")
