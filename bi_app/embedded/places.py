"""Where do the embedded servers keep their files and sockets?

Both listen on Unix sockets only: no port to collide with, nothing to reach from outside.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

LONGEST_SOCKET_PATH = 100  # the kernel allows 107 bytes with the name of the socket file in it
SOCKET_NAMES = (".s.PGSQL.5432", "redis.sock")


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one set of servers. Scratch servers trade durability for speed."""

    root: Path
    scratch: bool = False

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def redis(self) -> Path:
        return self.root / "redis"

    def socket_folder(self, data: Path) -> Path:
        """The data folder, or a short private one where its path is too long for a socket."""
        longest = max(len(os.fsencode(data / name)) for name in SOCKET_NAMES)
        if longest <= LONGEST_SOCKET_PATH:
            return data
        digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"aisle-{os.geteuid()}-{digest}"

    @property
    def database_url(self) -> str:
        return f"postgresql://postgres@/aisle?host={self.socket_folder(self.postgres)}"

    @property
    def redis_url(self) -> str:
        return f"unix://{self.socket_folder(self.redis)}/redis.sock"


class EmbeddedServerError(Exception):
    """An embedded server that did not start or stop; the message carries the end of its log."""


def private_folder(path: Path) -> Path:
    """Make a folder that only we may enter; a stranger's folder of that name is refused."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = path.lstat()
    if path.is_symlink() or found.st_uid != os.geteuid():
        raise EmbeddedServerError(f"{path} belongs to somebody else; remove it and start again.")
    return path


def end_of(log: Path, lines: int = 5) -> str:
    if not log.is_file():
        return "It wrote no log."
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
