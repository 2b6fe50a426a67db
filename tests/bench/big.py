"""The demo's model grown to a large retailer's: 500 metrics, a million members."""

import random
from collections.abc import Iterator
from itertools import islice, permutations

import yaml

from bi_app.demo.larkfield.domains import DEPARTMENTS
from bi_app.demo.model import larkfield_files
from bi_app.warehouse.service import members
from metrics.members import Member
from semantic_layer.model.definitions import Dimension
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.metrics import Kind
from semantic_layer.model.read import read_model

METRICS = 500
PARTS = {Kind.SIMPLE, Kind.DISTINCT, Kind.SEMI_ADDITIVE, Kind.DERIVED}
NAMES, CODES = 900_000, 100_000
MAKERS = "Alder Birchwood Calloway Dunmore Elmsford Fairholm Greystone Hartwell Ivybridge Kestrel"
MANNERS = (
    "Classic Compact Deluxe Everyday Folding Heritage Lightweight Rustic Slimline Sturdy Vintage"
)
STUFFS = (
    "Bamboo Brass Canvas Ceramic Copper Granite Iron Leather Linen Oak Rattan Steel Teak Wicker"
)
THINGS = (
    "Bench Birdbath Bucket Chair Cushion Fork Gloves Hammock Hose Kettle Lantern Parasol Planter"
    " Pot Rake Shears Shovel Spade Sprayer Table Trellis Trowel Trug Umbrella Wheelbarrow Windchime"
)
COLOURS = (
    "Amber Anthracite Azure Charcoal Cream Forest Ivory Indigo Moss Olive Plum Rust Sand Slate"
)
SEED = 7


def files() -> dict[str, str]:
    """The demo's, and one of further metrics: one against another, for each two of some."""
    own = larkfield_files()
    index = index_model(read_model(own))
    parts = [each for each in index.metrics.values() if each.kind in PARTS and each.visible]
    missing = METRICS - len(index.metrics)
    more = [
        {
            "name": f"{one.name}_against_{other.name}",
            "kind": "ratio",
            "label": f"{one.label} against {other.label.lower()}",
            "description": f"{one.label} for each of {other.label.lower()}.",
            "owner": one.owner,
            "unit": "ratio",
            "numerator": one.name,
            "denominator": other.name,
        }
        for one, other in islice(permutations(parts, 2), missing)
    ]
    return own | {"metrics_of_the_bench.yaml": yaml.safe_dump({"metrics": more})}


def names() -> Iterator[str]:
    """Different product names, with common words, rarer ones and a number each."""
    draw = random.Random(SEED)  # noqa: S311 (a sample, not a secret)
    kinds = [group.split() for group in (MAKERS, MANNERS, STUFFS, THINGS, COLOURS)]
    for number in range(NAMES):
        series = f"{draw.choice(kinds[0])[:3]}{draw.choice('aeiou')}{draw.choice('lnrst')}".title()
        words = [draw.choice(group) for group in kinds]
        words.insert(1, series + draw.choice(("a", "ia", "o", "ette", "elle", "ard", "wick")))
        yield " ".join((*words, str(number)))


def code(number: int) -> str:
    return f"AR-{number:07d}"


def read_members(dimension: Dimension, index: ModelIndex) -> Iterator[Member]:
    """The demo's own, but of products and their codes so many more."""
    if dimension.name == "product_name":
        yield from (_of_a_department(each, at) for at, each in enumerate(names()))
    elif dimension.name == "sku":
        yield from (_of_a_department(code(at), at) for at in range(CODES))
    else:
        yield from members(dimension, index)


def _of_a_department(value: str, at: int) -> Member:
    return Member(value, {"department": (DEPARTMENTS[at % len(DEPARTMENTS)],)})
