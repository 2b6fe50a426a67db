"""Which settings does the demo run under, and where are they kept?

One file in the run-time folder, readable by its owner only. The secret in it is random and
made once, so no two demos share one and no default secret exists anywhere.
"""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

from bi_app.env import PROJECT

NAME = "demo.env"


def var_folder(environment: Mapping[str, str]) -> Path:
    """Where run-time files are: `AISLE_VAR`, else `var` in the project."""
    return Path(environment.get("AISLE_VAR") or PROJECT / "var").resolve()


def write_demo_file(var: Path, **changed: str) -> dict[str, str]:
    """Write the demo's settings, keeping its secret; give them."""
    path = var / NAME
    var.mkdir(parents=True, exist_ok=True)
    kept = {key: value for key, value in dotenv_values(path).items() if value is not None}
    settings = {
        "SECRET_KEY": secrets.token_urlsafe(64),
        "AUDIT_KEY": secrets.token_urlsafe(64),
        "CACHE_KEY": secrets.token_urlsafe(64),
        "AISLE_EMBEDDED": "true",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "SECURE_COOKIES": "false",
        "AISLE_MAIL": f"file://{var}/mail",
        "WAREHOUSE": f"duckdb:///{var}/warehouse/larkfield-demo.duckdb",
        **kept,
        **changed,
    }
    written = path.with_suffix(".new")
    written.unlink(missing_ok=True)
    descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.writelines(f"{name}='{value}'\n" for name, value in settings.items())
    written.replace(path)
    return settings
