"""What is sent to each tier for one question of the corner shop, as it was read and approved.

`python -m tests.bi_app.language` writes the fixtures again. Read what changed: a prompt is worth
what its reader thought of it.
"""

import json
from pathlib import Path
from typing import Any

from bi_app.language.compose import Composed, compose
from bi_app.language.configuration import PROMPTS, SIMPLE, WHOLE, Tier
from bi_app.language.message import Matter
from bi_app.language.prompt import read_prompt
from semantic_layer.access import policy_for, visible
from semantic_layer.interpret.outcome import Candidates, Evidence, ValueCandidate
from semantic_layer.leaving import leaving
from semantic_layer.query import MetricQuery
from tests.semantic_layer.corner import BOSS, CLOCK, corner_index

FIXTURES = Path(__file__).parents[2] / "fixtures" / "prompts"
TIERS = {"small": SIMPLE, "large": WHOLE}
LAST_MONTH = {"kind": "relative", "unit": "month", "offset": -1, "count": 1}
MATTER = Matter(
    text="moolah by department in the North last month, for [email]",
    left=("moolah",),
    found=("“department”: dimension department", "“North”: member region"),
    periods=(("last month", LAST_MONTH),),
    today=CLOCK.today.isoformat(),
    previous=MetricQuery(metrics=("orders",), dimensions=("department",)),
)
FOUND = Candidates(values=(ValueCandidate("region", "North", "north", Evidence.EXACT, 1.0),))
NAMES = ("amount", "orders", "department", "region")


def composed(name: str) -> Composed:
    index = visible(corner_index(), policy_for(corner_index(), BOSS, "test"))
    tier = Tier(name, read_prompt(PROMPTS / f"{name}.md"), TIERS[name], 16_000, 2_000)
    found = compose(tier, MATTER, NAMES, leaving(MATTER.text, FOUND, index), index)
    assert found is not None
    return found


def page(name: str) -> str:
    """As it is reviewed: the orders, what is told of the question, and the form of the reply."""
    found = composed(name)
    system, user = found.messages
    told: dict[str, Any] = {
        "system": system["content"].splitlines(),
        "user": json.loads(user["content"]),
        "schema": found.schema,
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def write() -> None:
    for name in TIERS:
        (FIXTURES / f"{name}.json").write_text(page(name), encoding="utf-8")
