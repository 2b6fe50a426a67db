"""Which settings does the demo run under, and where are they kept?

One file in the run-time folder, readable by its owner only. It is written once; its secret
is random, so no two demos share one and no default secret exists anywhere.
"""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from bi_app.env import PROJECT

NAME = "demo.env"


def var_folder(environment: Mapping[str, str]) -> Path:
    """Where run-time files are: `AISLE_VAR`, else `var` in the project."""
    return Path(environment.get("AISLE_VAR") or PROJECT / "var").resolve()


def write_demo_file(var: Path) -> Path:
    path = var / NAME
    if not path.is_file():
        var.mkdir(parents=True, exist_ok=True)
        lines = [
            f"SECRET_KEY={secrets.token_urlsafe(64)}",
            "AISLE_EMBEDDED=true",
            "ALLOWED_HOSTS=localhost,127.0.0.1,[::1]",
            "SECURE_COOKIES=false",
        ]
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write("\n".join(lines) + "\n")
    return path
