"""The corpora of SQL, line by line."""

from __future__ import annotations

import json
from typing import Any

from tests.corpora import CORPORA

Line = dict[str, Any]  # id, dialect, expect (reject, contain or allow), category, reason, sql
FILES = ("sql_attacks.jsonl", "sql_attacks_ours.jsonl", "sql_attacks_found.jsonl")
LINES: list[Line] = [
    json.loads(line)
    for name in FILES
    for line in (CORPORA / "security" / name).read_text().splitlines()
]
ATTACKS = [line for line in LINES if line["expect"] != "allow"]
PLAIN = [line for line in LINES if line["expect"] == "allow"]


def name(line: Line) -> str:
    return f"{line['id']}-{line['category']}"
