"""docs/model.md with its statements and messages as the code gives them today: `make docs`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from semantic_layer.access import Asker, policy_for, visible
from semantic_layer.calendars.periods import Clock
from semantic_layer.check import check
from semantic_layer.check.dialects import DIALECTS
from semantic_layer.compile import compile_query
from semantic_layer.errors import DefinitionError
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.read import read_model
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure

PAGE = Path(__file__).parents[2] / "docs" / "model.md"
BLOCK = re.compile(r"^```(?P<kind>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
GIVEN = re.compile(
    r"(?P<asked>^```(?P<kind>json|json as mia|json from rollups|yaml wrong)\n"
    r"(?P<text>.*?)^```\n(?:\ngives\n\n)?)"
    r"^```(?P<answer>sql|text)\n.*?^```$",
    re.MULTILINE | re.DOTALL,
)
EVENINGS = tuple(date(2024, 1, 1) + timedelta(days=day) for day in range(993))
CLOCK = Clock(
    date(2026, 9, 20), date(2026, 9, 19), date(2024, 1, 1), {("shelf_counts", "day"): EVENINGS}
)
MIA = Asker(1, "mia", frozenset({"shop_lead"}), {"shops": ("Harbour", "Old Mill")})


def filled(page: str) -> str:
    """The page with every statement and message made anew."""
    files = {f"block {i}.yaml": text for i, text in enumerate(blocks(page, "yaml"), 1)}
    index = index_model(read_model(files))

    def answer(found: re.Match[str]) -> str:
        kind, text = found["kind"], found["text"]
        made = _mistakes(files, text) if kind == "yaml wrong" else _statement(index, kind, text)
        return f"{found['asked']}```{found['answer']}\n{made}\n```"

    return GIVEN.sub(answer, page)


def blocks(page: str, kind: str) -> Iterator[str]:
    yield from (found["text"] for found in BLOCK.finditer(page) if found["kind"] == kind)


def _statement(index: ModelIndex, kind: str, text: str) -> str:
    query = MetricQuery.model_validate(json.loads(text))
    if kind == "json from rollups":
        built = dict.fromkeys(index.rollups, 1)
        return compile_query(query, index, CLOCK, built).tree.sql("duckdb", pretty=True)
    if not kind.endswith("mia"):
        tree = compile_query(query, index, CLOCK).tree
        return DIALECTS["duckdb"].adapt(tree).sql("duckdb", pretty=True)
    policy = policy_for(index, MIA, "page")
    seen = visible(index, policy)
    secured = secure(compile_query(query, seen, CLOCK), seen, policy)
    return check(secured, seen, policy, "duckdb").readable


def _mistakes(files: dict[str, str], text: str) -> str:
    try:
        read_model({**files, "more.yaml": text})
    except DefinitionError as error:
        return str(error)
    return "nothing is wrong"


if __name__ == "__main__":
    print(filled(PAGE.read_text()), end="")
