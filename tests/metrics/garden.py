"""The model that these tests ask: a garden retailer, as text and as files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from metrics.members import Member
from semantic_layer.access import Asker
from semantic_layer.model.definitions import Dimension

TEXT = (Path(__file__).parent / "garden.yaml").read_text()
FILES = {"garden.yaml": TEXT}


def changed(old: str, new: str) -> dict[str, str]:
    """The model with one thing said otherwise."""
    assert old in TEXT
    return {"garden.yaml": TEXT.replace(old, new)}


AREAS = ("Coast", "Lakes", "North", "North Coast")
BRANCHES = {"Arnside Road": "Lakes", "Whitby Pier": "Coast", "Alnwick Gate": "North"}
RANGES = ("Bulbs", "Children's", "Garden Furniture", "Tools", "Women's")
ITEMS = {
    "Copper Watering Can": "Tools",
    "Teak Folding Bench": "Garden Furniture",
    "Ladies Leather Gloves": "Women's",
    "Café Table Round": "Garden Furniture",
    "Tulip Mix 50": "Bulbs",
}


def read_members(dimension: Dimension) -> Iterator[Member]:
    """What the warehouse would give."""
    match dimension.name:
        case "area":
            yield from (Member(area) for area in AREAS)
        case "branch":
            yield from (Member(branch, {"area": (area,)}) for branch, area in BRANCHES.items())
        case "range":
            yield from (Member(each) for each in RANGES)
        case "item":
            yield from (Member(item, {"range": (each,)}) for item, each in ITEMS.items())
        case "article":
            yield Member("TL-00417", {"range": ("Tools",)})
            yield Member("GF-00023", {"range": ("Garden Furniture",)})
        case "tier":
            yield from (Member(tier) for tier in ("Seedling", "Sapling", "Oak"))
        case name:
            raise AssertionError(f"the members of {name} are nobody's business")


ALL = Asker(1, "director", frozenset({"director"}))
LAKES = Asker(2, "lakes", frozenset({"area_manager"}), {"areas": ("Lakes",)})
TOOLS = Asker(3, "tools", frozenset({"buyer"}), {"ranges": ("Tools",)})
NOTHING = Asker(4, "nobody", frozenset())
