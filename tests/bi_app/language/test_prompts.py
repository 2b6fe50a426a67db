"""What leaves for each tier is what somebody read and approved."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bi_app.language.prompt import read_prompt
from tests.bi_app.language.golden import FIXTURES, TIERS, composed, page

STRICT = {"type", "properties", "required", "additionalProperties", "items", "enum", "anyOf"}
BOUNDS = {"minItems", "maxItems", "minimum", "maximum", "minLength", "const", "format"}
REFERENCES = {"$ref", "$defs"}


@pytest.mark.parametrize("tier", TIERS)
def test_it_sends_what_was_reviewed(tier: str) -> None:
    kept = (FIXTURES / f"{tier}.json").read_text(encoding="utf-8")

    assert page(tier) == kept, "Read the change, then: python -m tests.bi_app.language"


def forms(part: Any) -> Iterator[Mapping[str, Any]]:
    """Every schema in a schema."""
    if isinstance(part, Mapping):
        yield part
        for key, each in part.items():
            inner = each.values() if key in ("properties", "$defs") else (each,)
            for one in inner:
                yield from forms(one)
    elif isinstance(part, list):
        for each in part:
            yield from forms(each)


@pytest.mark.parametrize("tier", TIERS)
def test_it_asks_for_a_form_that_endpoints_hold_a_model_to(tier: str) -> None:
    """Each key is required and no other allowed, and nothing is used that they do not know."""
    for form in forms(composed(tier).schema):
        assert set(form) <= STRICT | BOUNDS | REFERENCES
        assert form.get("enum", True)
        if form.get("type") == "object":
            assert form["required"] == list(form["properties"])
            assert form["additionalProperties"] is False


@pytest.mark.parametrize("tier", TIERS)
def test_it_offers_no_name_but_the_choices(tier: str) -> None:
    schema = json.dumps(composed(tier).schema)

    assert '"enum": ["amount", "orders"]' in schema
    for other in ("margin", "stock_units", "keeper", "full_name"):
        assert f'"{other}"' not in schema


def test_it_knows_a_changed_prompt_for_another(tmp_path: Path) -> None:
    prompt = tmp_path / "small.md"
    versions = set()
    for text in ("small-1\nDo this.", "small-1\nDo that.", "small-2\nDo that."):
        prompt.write_text(text)
        versions.add(read_prompt(prompt).version)

    assert len(versions) == 3
