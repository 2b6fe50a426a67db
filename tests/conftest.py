"""What every test may stand on."""

import fcntl
import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from bi_app.demo.larkfield.build import build
from bi_app.demo.larkfield.sizes import Size
from bi_app.embedded.places import Places
from tests import servers
from tests.counts import LARKFIELD, PROVING

# The short form asks the same examples each time, so that a red run is about the change at hand;
# the long form draws new ones, and prints the seed of each run.
hypothesis.settings.register_profile(
    "test",
    deadline=None,
    max_examples=100,
    print_blob=True,
    derandomize=True,
    database=None,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)
hypothesis.settings.register_profile("prove", deadline=None, max_examples=2_000, print_blob=True)
hypothesis.settings.load_profile("prove" if PROVING else "test")

# Models and trees of statements are many small objects that stay: to search them for cycles as
# often as Python would takes a quarter of the time.
gc.set_threshold(50_000, 50, 1_000)

# What waits for real processes takes longest: begun last, it would leave a processor idle.
TOGETHER = ("browser",)  # one demo is walked through by all of them
APART = ("tests/browser/test_for_everyone.py",)  # but for what takes as long as all the others
LONGEST = ("commands", "browser", "brute", "noninterference", "bi_app/attacks", "bi_app/warehouse")


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_place_in_line)


class OneFileOneWorker(LoadFileScheduling):
    """A file's tests stay together, as they share what is slow to make; so do some folders'."""

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        folders = [each for each in TOGETHER if file.startswith(f"tests/{each}/")]
        return folders[0] if folders and file not in APART else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    return OneFileOneWorker(config, log)


def _place_in_line(item: pytest.Item) -> int:
    folder = item.path.parent.relative_to(Path(__file__).parent).as_posix()
    places = [n for n, first in enumerate(LONGEST) if f"{folder}/".startswith(f"{first}/")]
    return min(places, default=len(LONGEST))


def _places() -> Places:
    return Places(Path(os.environ["AISLE_TEST_VAR"]), scratch=True)


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder that PostgreSQL's own account can reach; pytest shuts its own folders to others."""
    with tempfile.TemporaryDirectory(prefix="aisle-own-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def larkfield() -> Path:
    """The demo retailer (its smallest, if not told otherwise), where the tests' settings say."""
    path = Path(os.environ["AISLE_TEST_VAR"], "warehouse", f"larkfield-{LARKFIELD}.duckdb")
    path.parent.mkdir(exist_ok=True)
    with open(path.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of the parallel workers one builds, the others wait
        if not path.is_file():
            build(path, Size(LARKFIELD))
    return path
