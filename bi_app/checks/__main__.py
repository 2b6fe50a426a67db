"""`make check`: every check in turn, all of them even when one fails. `--write` makes documents."""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from bi_app.checks import licences, requirements
from bi_app.embedded import servers
from bi_app.embedded.places import Places
from bi_app.env import PROJECT

BIN = Path(sys.executable).parent
DOCS = PROJECT / "docs"
SETTINGS_PAGE = DOCS / "settings.md"
OPENAPI = DOCS / "openapi.yaml"
MODEL_SCHEMA = DOCS / "model.schema.json"
MODEL_PAGE = DOCS / "model.md"
LINT_IMPORTS = str(BIN / "lint-imports")
RUFF = str(BIN / "ruff")

Check = Callable[[Mapping[str, str]], list[str]]


def run(*command: str) -> Check:
    """A check that is a command: its output, if it fails, is what is wrong."""

    def check(environment: Mapping[str, str]) -> list[str]:
        done = subprocess.run(
            command, cwd=PROJECT, env=dict(environment), capture_output=True, text=True, check=False
        )
        return [] if done.returncode == 0 else [(done.stdout + done.stderr).strip()]

    return check


def format_of_templates(environment: Mapping[str, str]) -> list[str]:
    pages = sorted(str(path) for path in (PROJECT / "templates").rglob("*.html"))
    if not pages:
        return []
    return run(str(BIN / "djade"), "--check", "--target-version", "5.2", *pages)(environment)


def up_to_date(page: Path, write: tuple[str, ...]) -> Check:
    """A check that a committed document is what the command writes on its standard output."""

    def check(environment: Mapping[str, str]) -> list[str]:
        done = _written(write, environment)
        if done.returncode != 0 or done.stderr.strip():
            return [done.stderr.strip()]
        if not page.is_file() or page.read_text() != done.stdout:
            return [f"{page.relative_to(PROJECT)} is not up to date: make docs"]
        return []

    return check


SETTINGS_COMMAND = ("-c", "from bi_app.checks.settings_page import page; print(page(), end='')")
OPENAPI_COMMAND = ("manage.py", "spectacular", "--validate", "--fail-on-warn")
SCHEMA_COMMAND = ("-c", "from semantic_layer.model.schema import page; print(page(), end='')")
MODEL_PAGE_COMMAND = ("-m", "tests.docs.model_page")
DOCUMENTS = {
    SETTINGS_PAGE: SETTINGS_COMMAND,
    OPENAPI: OPENAPI_COMMAND,
    MODEL_SCHEMA: SCHEMA_COMMAND,
    MODEL_PAGE: MODEL_PAGE_COMMAND,
}
CHECKS: tuple[tuple[str, Check], ...] = (
    ("style (ruff check)", run(RUFF, "check", "--no-cache", ".")),
    ("format (ruff format)", run(RUFF, "format", "--check", ".")),
    ("types (mypy, strict)", run(sys.executable, "-m", "mypy")),
    ("imports (import-linter)", run(LINT_IMPORTS)),
    ("templates (djade)", format_of_templates),
    ("settings (Django's checks)", run(sys.executable, "manage.py", "check")),
    (
        "migrations that are missing",
        run(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"),
    ),
    ("docs/settings.md", up_to_date(SETTINGS_PAGE, SETTINGS_COMMAND)),
    ("docs/openapi.yaml", up_to_date(OPENAPI, OPENAPI_COMMAND)),
    ("docs/model.schema.json", up_to_date(MODEL_SCHEMA, SCHEMA_COMMAND)),
    ("docs/model.md", up_to_date(MODEL_PAGE, MODEL_PAGE_COMMAND)),
    ("requirements in step", lambda _: requirements.faults(PROJECT)),
    ("licences", lambda _: licences.faults(PROJECT / "requirements" / "dev.txt")),
)


def check_all(environment: Mapping[str, str]) -> int:
    failed = 0
    for title, check in CHECKS:
        begun = time.monotonic()
        faults = check(environment)
        failed += bool(faults)
        word = "FAILED" if faults else "ok"
        print(f"  {title:<30} {word:>6} {time.monotonic() - begun:6.1f} s", flush=True)
        for fault in faults:
            print("    " + fault.replace("\n", "\n    "), flush=True)
    print("All checks pass." if not failed else f"{failed} of {len(CHECKS)} checks failed.")
    return 1 if failed else 0


def write_documents(environment: Mapping[str, str]) -> int:
    for page, command in DOCUMENTS.items():
        done = _written(command, environment)
        if done.returncode != 0 or done.stderr.strip():
            print(done.stderr, file=sys.stderr)
            return 1
        page.write_text(done.stdout)
    return 0


def _written(
    command: tuple[str, ...], environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="aisle-check-") as folder:
        places = Places(Path(folder), scratch=True)
        own = {
            "SECRET_KEY": secrets.token_urlsafe(64),
            "AUDIT_KEY": secrets.token_urlsafe(64),
            "CACHE_KEY": secrets.token_urlsafe(64),
            "AISLE_EMBEDDED": "true",
            "WAREHOUSE": "duckdb:///none",
        }
        environment = {**os.environ, **own, "AISLE_VAR": folder}
        servers.start(places, environment)
        try:
            return (write_documents if "--write" in sys.argv else check_all)(environment)
        finally:
            servers.stop(places, environment)


if __name__ == "__main__":
    sys.exit(main())
