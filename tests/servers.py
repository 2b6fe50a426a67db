"""The servers that one run of the suite stands on, and the end of those that a killed run left."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from bi_app.embedded import postgres, redis
from bi_app.embedded.places import EmbeddedServerError, Places

PREFIX = "aisle-tests-"


def start(places: Places) -> None:
    if "DATABASE_URL" not in os.environ:
        postgres.start(places)
    if "REDIS_URL" not in os.environ:
        redis.start(places)


def remove(places: Places) -> None:
    redis.stop(places)
    postgres.stop(places)
    shutil.rmtree(places.root, ignore_errors=True)  # another run may be sweeping it too


def remove_left_over() -> None:
    """Stop what runs killed outright could not stop; their folder names the process."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        process = folder.name.removeprefix(PREFIX).split("-")[0]
        ours = folder.stat().st_uid == os.geteuid()
        if ours and not Path("/proc", process).exists():
            with suppress(EmbeddedServerError):  # another run is stopping them
                remove(Places(folder, scratch=True))
