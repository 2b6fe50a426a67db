"""Generated warehouses that tests share: built once for each state of the generator."""

import fcntl
import hashlib
from pathlib import Path

from bi_app.demo.larkfield import build as generator
from bi_app.demo.larkfield.build import Size, build

ROOM = Path(__file__).parent.parent / "var" / "test"
SOURCES = Path(generator.__file__).parent


def larkfield(size: Size) -> Path:
    """A warehouse of that size, kept between runs; whoever comes second waits for the first."""
    ROOM.mkdir(parents=True, exist_ok=True)
    path = ROOM / f"larkfield-{size}-{fingerprint()}.duckdb"
    with (ROOM / f"larkfield-{size}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.is_file():
            build(path, size)
            for older in set(ROOM.glob(f"larkfield-{size}-*.duckdb")) - {path}:
                older.unlink()
    return path


def fingerprint() -> str:
    """Of all that the generator is made of; the plots are drawn from it, not part of it."""
    digest = hashlib.sha256()
    for source in sorted([*SOURCES.glob("*.py"), *SOURCES.glob("*.sql")]):
        if source.stem != "plots":
            digest.update(source.read_bytes())
    return digest.hexdigest()[:12]
