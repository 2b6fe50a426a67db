"""Building is whole or not at all, the same every time, and can go on for more days."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from bi_app.demo.larkfield.build import Size, advance, build
from tests.warehouses import larkfield

DAYS = 11  # from a Thursday: the rest of its week, a whole one, and some of the next
WATERMARK = date(2026, 11, 12)
FEW = 6_000  # lines, where it does not matter what they are
TABLES = (
    "calendar", "stores", "suppliers", "products", "customers", "promotions", "sales_lines",
    "return_lines", "inventory_snapshots", "purchase_order_lines", "store_days", "sales_plan",
)  # fmt: skip
# What of a later warehouse must be the earlier one, row by row. Orders that were open may since
# have come in, so of them only what was known is compared.
KNOWN = {
    "calendar": "SELECT * FROM calendar",
    "stores": "SELECT * FROM stores",
    "suppliers": "SELECT * FROM suppliers",
    "products": "SELECT * FROM products",
    "promotions": "SELECT * FROM promotions",
    "customers": "SELECT * FROM customers WHERE joined_on <= DATE '2026-11-12'",
    "sales_lines": "SELECT * FROM sales_lines WHERE sold_on <= DATE '2026-11-12'",
    "return_lines": "SELECT * FROM return_lines WHERE returned_on <= DATE '2026-11-12'",
    "inventory_snapshots": """
        SELECT * FROM inventory_snapshots WHERE snapshot_on <= DATE '2026-11-12'""",
    "store_days": "SELECT * FROM store_days WHERE date <= DATE '2026-11-12'",
    "sales_plan": "SELECT * FROM sales_plan",
    "received orders": """
        SELECT * FROM purchase_order_lines WHERE received_on <= DATE '2026-11-12'""",
    "all orders": """
        SELECT * EXCLUDE (received_on, received_units) FROM purchase_order_lines
        WHERE ordered_on <= DATE '2026-11-12'""",
}


def fingerprint(path: Path, query: str) -> tuple[int, str]:
    """How many rows there are, and a hash of all of them in order."""
    with duckdb.connect(str(path), read_only=True) as connection:
        (row,) = connection.execute(
            f"""SELECT count(*), sha256(string_agg(line, chr(10) ORDER BY line))
                FROM (SELECT part::VARCHAR AS line FROM ({query}) AS part)"""
        ).fetchall()
    rows, digest = row
    assert rows > 0
    return rows, digest


@pytest.fixture(scope="module")
def advanced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("advanced") / "larkfield.duckdb"
    path.write_bytes(larkfield(Size.TEST).read_bytes())
    advance(path, DAYS)
    return path


@pytest.fixture(scope="module")
def by_threads(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    room = tmp_path_factory.mktemp("threads")
    for threads in (1, 2):
        build(room / f"{threads}.duckdb", Size.TEST, threads=threads)
    return room / "1.duckdb", room / "2.duckdb"


@pytest.mark.parametrize("table", TABLES)
def test_it_draws_the_same_rows_whatever_the_thread_count(
    by_threads: tuple[Path, Path], table: str
) -> None:
    one, two = by_threads

    assert fingerprint(one, f"FROM {table}") == fingerprint(two, f"FROM {table}")


@pytest.mark.parametrize("part", KNOWN)
def test_it_keeps_every_earlier_row_when_days_are_added(advanced: Path, part: str) -> None:
    assert fingerprint(advanced, KNOWN[part]) == fingerprint(larkfield(Size.TEST), KNOWN[part])


def test_it_adds_the_days_that_were_asked_for(advanced: Path) -> None:
    with duckdb.connect(str(advanced), read_only=True) as connection:
        row = connection.execute(
            """SELECT (SELECT max(sold_on) FROM sales_lines), (SELECT max(date) FROM store_days),
                   (SELECT max(snapshot_on) FROM inventory_snapshots),
                   (SELECT max(returned_on) FROM return_lines),
                   (SELECT max(received_on) FROM purchase_order_lines)"""
        ).fetchone()

    last = date(2026, 11, 23)
    assert row == (last, last, date(2026, 11, 21), last, last)


def test_it_advances_a_warehouse_of_its_own_size_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "larkfield.duckdb"
    build(path, Size.TEST, lines=FEW, through=date(2023, 3, 1))

    report = advance(path, 1)

    assert (report.size, report.lines, report.through) == (Size.TEST, FEW, date(2023, 3, 2))


def test_it_reports_what_it_wrote(tmp_path: Path) -> None:
    path = tmp_path / "new" / "larkfield.duckdb"

    report = build(path, Size.TEST, lines=FEW, through=date(2023, 6, 1))

    with duckdb.connect(str(path), read_only=True) as connection:
        counts = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
            for table in TABLES
        }
    assert dict(report.rows) == counts
    assert report.path == path
    assert report.seconds > 0


def test_it_makes_as_many_lines_as_asked_for(tmp_path: Path) -> None:
    report = build(tmp_path / "larkfield.duckdb", Size.TEST, lines=20_000)

    assert report.rows["sales_lines"] == pytest.approx(20_000, rel=0.05)


def test_it_tells_how_far_it_has_come(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []

    build(
        tmp_path / "larkfield.duckdb",
        Size.TEST,
        lines=FEW,
        through=date(2023, 6, 1),
        progress=lambda step, fraction: told.append((step, fraction)),
    )

    fractions = [fraction for _, fraction in told]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert len(set(fractions)) > 10


class Interrupted(Exception):
    pass


def test_it_leaves_the_old_file_and_no_other_when_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "larkfield.duckdb"
    path.write_bytes(b"the old one")

    def interrupt(step: str, fraction: float) -> None:
        if fraction > 0.5:
            raise Interrupted

    with pytest.raises(Interrupted):
        build(path, Size.TEST, lines=FEW, progress=interrupt)

    assert path.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [path]


FULL_DISK = """
import resource, sys
from pathlib import Path
from bi_app.demo.larkfield.build import Size, build
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
build(Path(sys.argv[1]), Size.TEST)
"""


def test_it_leaves_nothing_when_the_disk_is_full(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path / "larkfield.duckdb")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert "File too large" in ended.stderr.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_it_sweeps_up_after_a_process_that_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "larkfield.duckdb"
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    room = tmp_path / f".{path.name}.{gone.pid}.abc"
    room.mkdir()
    (room / path.name).write_bytes(b"half a file")

    build(path, Size.TEST, lines=FEW, through=date(2023, 3, 1))

    assert list(tmp_path.iterdir()) == [path]


def test_it_lets_readers_of_the_old_file_go_on(tmp_path: Path) -> None:
    path = tmp_path / "larkfield.duckdb"
    build(path, Size.TEST, lines=FEW, through=date(2023, 3, 1))
    newest = "SELECT max(sold_on) FROM sales_lines"

    with duckdb.connect(str(path), read_only=True) as reader:
        advance(path, 30)
        seen = reader.execute(newest).fetchone()

    with duckdb.connect(str(path), read_only=True) as reader:
        assert (seen, reader.execute(newest).fetchone()) == (
            (date(2023, 3, 1),),
            (date(2023, 3, 31),),
        )


@pytest.mark.parametrize("through", [date(2023, 1, 28), date(2027, 10, 17)])
def test_it_refuses_days_that_it_has_no_calendar_for(tmp_path: Path, through: date) -> None:
    with pytest.raises(ValueError, match="can run through 2023-01-29 to 2027-10-16"):
        build(tmp_path / "larkfield.duckdb", Size.TEST, through=through)


def test_it_refuses_to_advance_by_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one day or more"):
        advance(tmp_path / "larkfield.duckdb", 0)


def test_it_refuses_to_advance_another_file(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE sales_lines (sold_on DATE)")

    with pytest.raises(ValueError, match=r"other\.duckdb is not a Larkfield warehouse"):
        advance(path, 1)


def test_it_runs_to_the_last_day_it_knows(tmp_path: Path) -> None:
    report = build(tmp_path / "larkfield.duckdb", Size.TEST, lines=FEW, through=date(2027, 10, 16))

    assert report.rows["promotions"] == 45
