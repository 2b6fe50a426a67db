"""Where may names and values go, by what they come from?"""

from __future__ import annotations

from pathlib import Path

import pytest

from semantic_layer.interpret.outcome import Candidates, Evidence, NameCandidate, ValueCandidate
from semantic_layer.leaving import SOMETHING, leaving
from semantic_layer.model.definitions import Classification, Use
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.read import read_model
from semantic_layer.uses import class_of, may

SHOP = (Path(__file__).parent / "model" / "shop.yaml").read_text()
COST = "{name: cost, type: decimal, classification: confidential"


def shop(written: str = "") -> ModelIndex:
    text = SHOP.replace("{name: cost, type: decimal", COST + written)
    text = text.replace("{name: city, type: string", "{name: city, type: string, uses: [export]")
    assert COST in text
    assert "uses: [export]" in text
    return index_model(read_model({"shop.yaml": text}))


@pytest.mark.parametrize(
    ("name", "inside", "uses"),
    [
        ("revenue", False, "retrieve prompt export"),
        ("spent", False, "retrieve"),
        ("margin_rate", False, "retrieve"),  # comes from cost
        ("margin_rate", True, "retrieve prompt"),
        ("sales.cost", False, "retrieve"),
        ("city", False, "export"),
        ("city", True, "export"),  # what is written stays
        ("people.full_name", True, ""),
        ("nothing", True, ""),
        ("sales.nothing", True, ""),
    ],
)
def test_a_name_is_as_closed_as_what_it_comes_from(name: str, inside: bool, uses: str) -> None:
    index = shop()

    assert {use for use in Use if may(use, name, index, inside=inside)} == set(uses.split())


def test_what_is_written_takes_the_place_of_the_class() -> None:
    assert may(Use.EXPORT, "margin", shop(", uses: [retrieve, export]"))
    assert not may(Use.PROMPT, "margin", shop(", uses: [retrieve, export]"), inside=True)


def test_a_class_is_inherited() -> None:
    index = shop()

    assert class_of("margin_rate", index) is Classification.CONFIDENTIAL
    assert class_of("revenue", index) is Classification.INTERNAL
    assert class_of("nothing", index) is Classification.PERSONAL


def test_nothing_confidential_leaves_for_a_model_outside() -> None:
    index = shop()
    value = ValueCandidate("city", "Oslo", "oslo", Evidence.EXACT, 1.0)
    lamp = ValueCandidate("item", "Lamp", "lamp", Evidence.EXACT, 1.0)
    names = (NameCandidate("metric", "margin", 1.0), NameCandidate("metric", "revenue", 1.0))
    found = Candidates(values=(value, lamp), names=names)
    asked = "Margin  rate and revenue of lamp in OSLO"

    outside = leaving(asked, found, index)
    inside = leaving(asked, found, index, inside=True)

    assert outside.text == f"{SOMETHING} and revenue of lamp in {SOMETHING}"
    assert outside.candidates == Candidates(values=(lamp,), names=names[1:])
    assert inside.text == f"Margin  rate and revenue of lamp in {SOMETHING}"
    assert inside.candidates.names == names
