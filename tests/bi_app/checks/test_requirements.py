"""The pins are in step with pyproject.toml; a copy that is not is found out."""

import shutil
from pathlib import Path

import pytest

from bi_app.checks.requirements import faults

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "requirements", tmp_path / "requirements")
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_it_finds_no_fault_with_ours() -> None:
    assert faults(PROJECT) == []


def test_it_finds_a_dependency_that_is_not_pinned(copy: Path) -> None:
    change(copy / "pyproject.toml", '"environs",', '"environs", "left-pad",')

    assert "base.txt does not pin left-pad: make lock" in faults(copy)


def test_it_finds_a_pin_that_nothing_needs(copy: Path) -> None:
    change(copy / "pyproject.toml", '    "vl-convert-python",\n', "")

    assert "base.txt pins vl-convert-python, which nothing needs: make lock" in faults(copy)


def test_it_finds_a_pin_outside_what_is_asked_for(copy: Path) -> None:
    change(copy / "pyproject.toml", '"Django~=5.2.0"', '"Django~=4.2.0"')

    assert any("Django~=4.2.0 is asked for" in fault for fault in faults(copy))


def test_it_finds_two_files_that_disagree(copy: Path) -> None:
    base = copy / "requirements" / "base.txt"
    pin = next(line for line in base.read_text().splitlines() if line.startswith("click=="))
    change(base, pin, "click==0.0.1 \\")

    assert "dev.txt pins another click than base.txt: make lock" in faults(copy)


def test_it_finds_an_index_address(copy: Path) -> None:
    base = copy / "requirements" / "base.txt"
    base.write_text("--index-url https://mirror.example/simple\n" + base.read_text())

    assert "base.txt names an address" in faults(copy)
