import pytest

from bi_app.databases import broker_address, postgres_database, redis_address


@pytest.mark.parametrize(
    ("url", "cache", "broker"),
    [
        (
            "unix:///a/redis.sock",
            "unix:///a/redis.sock?db=1",
            "redis+socket:///a/redis.sock?virtual_host=1",
        ),
        ("redis://host:6379", "redis://host:6379?db=1", "redis://host:6379/1"),
        ("redis://:key@host:6379/7", "redis://:key@host:6379?db=1", "redis://:key@host:6379/1"),
    ],
)
def test_it_names_one_numbered_redis_for_cache_and_broker(
    url: str, cache: str, broker: str
) -> None:
    assert (redis_address(url, 1), broker_address(url, 1)) == (cache, broker)


def test_it_reads_a_password_with_marks_and_a_socket_from_a_postgres_address() -> None:
    server = postgres_database("postgresql://ann:p%40ss@db:5433/aisle?sslmode=require", 4)
    socket = postgres_database("postgresql://postgres@/aisle?host=/run/pg", 4)

    assert (server["USER"], server["PASSWORD"], server["HOST"]) == ("ann", "p@ss", "db")
    assert server["OPTIONS"]["sslmode"] == "require"
    assert (socket["HOST"], socket["PORT"], socket["NAME"]) == ("/run/pg", "", "aisle")
