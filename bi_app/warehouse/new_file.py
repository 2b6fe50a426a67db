"""How does a new file take the place of one that is being read? Whole, or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to that takes the place of `path` at the end, or is gone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path)
    with TemporaryDirectory(prefix=f".{path.name}.{os.getpid()}.", dir=path.parent) as room:
        partial = Path(room) / path.name
        yield partial
        partial.replace(path)


def sweep(path: Path) -> None:
    """Remove what processes that were killed while writing `path` have left beside it."""
    for room in path.parent.glob(f".{path.name}.*.*"):
        owner = room.name.removeprefix(f".{path.name}.").split(".")[0]
        if owner.isdigit() and not Path("/proc", owner).exists():
            shutil.rmtree(room)
