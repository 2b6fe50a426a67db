"""Do the pinned requirements say what pyproject.toml asks for: all of it, and nothing else?

Answered without a network: from pyproject.toml, the pins, and what the installed packages
declare that they need.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
EARLIEST = {"python_full_version": "3.11.0"}  # pins serve every 3.11, as `uv` compiles them
ADDRESS = re.compile(r"https?://|--(extra-)?index-url|--find-links")


def pinned(path: Path) -> dict[str, str]:
    """Name to version, as the file pins them."""
    matches = (PIN.match(line) for line in path.read_text().splitlines())
    return {canonicalize_name(m[1]): m[2] for m in matches if m}


def faults(project: Path) -> list[str]:
    """One line for each difference between pyproject.toml and the two files of pins."""
    table = tomllib.loads((project / "pyproject.toml").read_text())["project"]
    left_out = _left_out(project / "requirements" / "overrides.txt")
    base = project / "requirements" / "base.txt"
    dev = project / "requirements" / "dev.txt"
    asked = [Requirement(text) for text in table["dependencies"]]
    asked_dev = [*asked, *map(Requirement, table["optional-dependencies"]["dev"])]
    return [
        *_differences(base, asked, left_out),
        *_differences(dev, asked_dev, left_out),
        *_otherwise_pinned(base, dev),
        *_addresses(base, dev),
    ]


def _differences(path: Path, asked: Iterable[Requirement], left_out: frozenset[str]) -> list[str]:
    pins = pinned(path)
    needed: dict[str, list[Requirement]] = {}
    _need(asked, left_out, needed)
    absent, idle = needed.keys() - pins.keys(), pins.keys() - needed.keys()
    wrong = [
        f"{path.name} pins {name}=={pins[name]}, and {requirement} is asked for: make lock"
        for name in needed.keys() & pins.keys()
        for requirement in needed[name]
        if not requirement.specifier.contains(pins[name], prereleases=True)
    ]
    return sorted(
        [
            *(f"{path.name} does not pin {name}: make lock" for name in absent),
            *(f"{path.name} pins {name}, which nothing needs: make lock" for name in idle),
            *wrong,
        ]
    )


def _need(
    asked: Iterable[Requirement],
    left_out: frozenset[str],
    needed: dict[str, list[Requirement]],
) -> None:
    """Gather what is asked for, and what that asks for, with the extras that were named."""
    for requirement in asked:
        name = canonicalize_name(requirement.name)
        if name in left_out:
            continue
        known = needed.setdefault(name, [])
        if any(requirement.extras <= each.extras for each in known):
            known.append(requirement)
            continue
        known.append(requirement)
        _need(_needs_of(name, requirement.extras), left_out, needed)


def _needs_of(name: str, extras: Iterable[str]) -> Iterator[Requirement]:
    try:
        declared = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return
    for requirement in map(Requirement, declared):
        marker = requirement.marker
        if marker is None or any(
            marker.evaluate({"extra": extra, **version})
            for extra in ("", *extras)
            for version in ({}, EARLIEST)
        ):
            yield requirement


def _left_out(overrides: Path) -> frozenset[str]:
    lines = (line for line in overrides.read_text().splitlines() if line and line[0] != "#")
    return frozenset(canonicalize_name(Requirement(line).name) for line in lines)


def _otherwise_pinned(base: Path, dev: Path) -> list[str]:
    ours: Mapping[str, str] = pinned(dev)
    return [
        f"dev.txt pins another {name} than base.txt: make lock"
        for name, version in pinned(base).items()
        if ours.get(name) != version
    ]


def _addresses(*paths: Path) -> list[str]:
    return [f"{path.name} names an address" for path in paths if ADDRESS.search(path.read_text())]
