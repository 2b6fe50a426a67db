"""The questions that measure, read from their files."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.yaml_files import read_yaml

HERE = Path(__file__).parent
VOICES = ("operations", "executives", "buyers", "planners", "online", "colleagues")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what must come of it; `gold_sql` is None where nothing is to be answered."""

    id: str
    user: str
    question: str
    kind: tuple[str, ...]
    expect: str
    gold_sql: str | None
    ordered: bool
    conversation: str | None
    note: str


def voices() -> Iterator[Asked]:
    for voice in VOICES:
        yield from asked_in(voice)


def asked_in(name: str) -> Iterator[Asked]:
    return (Asked(**{**each, "kind": tuple(each["kind"])}) for each in lines(name))


def lines(name: str) -> list[dict[str, Any]]:
    text = (HERE / f"{name}.jsonl").read_text()
    return [json.loads(line) for line in text.splitlines()]


def dunmore() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read_yaml(HERE / "dunmore.yaml")
    return found
