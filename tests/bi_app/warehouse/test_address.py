"""An address of a warehouse is typed fields; what is not listed is refused, and never repeated."""

import pytest

from bi_app.warehouse.address import (
    DuckdbAddress,
    PostgresAddress,
    WrongAddress,
    read_address,
)

PASSWORD = "hush/hush@42"
ADDRESS = "postgresql://reader:hush%2Fhush%4042@db.shop/sales"


@pytest.mark.parametrize(
    ("address", "path"),
    [("duckdb:///var/x.duckdb", "var/x.duckdb"), ("duckdb:////data/x.duckdb", "/data/x.duckdb")],
)
def test_it_reads_a_file(address: str, path: str) -> None:
    found = read_address(address)

    assert isinstance(found, DuckdbAddress)
    assert str(found.path) == path


def test_it_reads_a_server_into_fields() -> None:
    found = read_address(f"{ADDRESS}?schema=dw&sslmode=verify-full&sslrootcert=/etc/ca.pem")

    assert found == PostgresAddress(
        host="db.shop",
        port=5432,
        database="sales",
        user="reader",
        password=PASSWORD,
        sslmode="verify-full",
        sslrootcert="/etc/ca.pem",
        schema="dw",
        version_table="aisle_data_version",
    )
    assert PASSWORD not in repr(found)


@pytest.mark.parametrize(
    ("address", "mode"),
    [
        (ADDRESS, "require"),
        ("postgresql://reader@localhost/sales", "disable"),
        ("postgresql://reader@/sales?host=/var/run/postgresql", "disable"),
    ],
)
def test_it_leaves_this_machine_under_encryption_only(address: str, mode: str) -> None:
    found = read_address(address)

    assert isinstance(found, PostgresAddress)
    assert found.sslmode == mode


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"{ADDRESS}?options=-c%20role%3Downer", "options"),
        (f"{ADDRESS}?service=other", "service"),
        (f"{ADDRESS}?passfile=/etc/passwd", "passfile"),
        (f"{ADDRESS}?sslkey=/etc/key", "sslkey"),
        (f"{ADDRESS}?schema=a&schema=b", "twice"),
        (f"{ADDRESS}?sslmode=prefer", "sslmode"),
        (f"{ADDRESS}?sslrootcert=ca.pem", "sslrootcert"),
        (f"{ADDRESS}?schema=a%22b", "schema"),
        (f"{ADDRESS}?host=a,b", "host"),
        ("postgresql://reader@/sales", "host"),
        ("postgresql://db.shop/sales", "user"),
        ("postgresql://reader@db.shop/", "database"),
        ("postgresql://reader@db.shop/user%3Downer%20dbname%3Dx", "database"),
        ("postgresql://reader@db.shop:99999/sales", "port"),
        ("oracle://reader@db.shop/sales", "engine"),
    ],
)
def test_it_refuses_what_is_not_listed(address: str, said: str) -> None:
    with pytest.raises(WrongAddress, match=said) as raised:
        read_address(address)

    assert "hush" not in str(raised.value)
