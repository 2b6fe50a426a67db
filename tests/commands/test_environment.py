"""The environment that `make` sets up: a tool that is missing is named, with how to get it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.commands.demo import PROJECT

TOOLS = ("sh", "bash", "dirname", "date", "cat", "rm", "mkdir", "env", "id")
OLD_PYTHON = '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2 && exit 0\nexit 1\n'


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A project with no virtual environment yet, and a folder of the tools that a machine has."""
    shutil.copytree(PROJECT / "scripts", tmp_path / "scripts")
    shutil.copytree(PROJECT / "requirements", tmp_path / "requirements")
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (tmp_path / "bin" / tool).symlink_to(found)
    return tmp_path


def run(copy: Path, script: str, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(copy / "scripts" / script), *arguments],
        env={"PATH": str(copy / "bin"), "HOME": str(copy), **extra},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_names_a_missing_python(copy: Path) -> None:
    done = run(copy, "environment", "base")

    assert done.returncode == 1
    assert done.stderr == (
        "aisle: python3 is missing; install Python 3.11"
        " (Debian: apt-get install python3 python3-venv).\n"
    )


def test_it_names_a_missing_venv(copy: Path) -> None:
    base_python = Path(os.path.realpath(PROJECT / ".venv" / "bin" / "python"))
    (copy / "bin" / "python3").symlink_to(base_python)
    (copy / "hidden").mkdir()
    (copy / "hidden" / "ensurepip.py").write_text("raise ImportError('not packaged')\n")

    done = run(copy, "environment", "base", PYTHONPATH=str(copy / "hidden"))

    assert done.returncode == 1
    assert done.stderr == (
        "aisle: python3-venv is missing; install it (Debian: apt-get install python3-venv).\n"
    )
    assert not (copy / ".venv").exists()


def test_it_names_a_python_that_is_too_old(copy: Path) -> None:
    old = copy / "bin" / "python3"
    old.write_text(OLD_PYTHON)
    old.chmod(0o755)

    done = run(copy, "environment", "base")

    assert done.returncode == 1
    assert done.stderr.startswith("aisle: Python 3.9.2 is not Python 3.11;")
    assert done.stderr.count("\n") == 1


def test_it_never_skips_the_browser_silently(copy: Path) -> None:
    done = run(copy, "browser")

    assert done.returncode == 1
    assert done.stderr.startswith("aisle: the browser tests need Chromium;")
