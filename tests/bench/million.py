"""How long does retrieval take over a million members?

    manage.py shell -c "from tests.bench.million import main; main(1_000_000)"

By hand, with a DATABASE_URL that names a database of its own, migrated and empty. The garden model
is released there with so many products and a tenth as many codes; then questions of each kind are
asked, by somebody who sees all and by somebody restricted, their embedding aside.
"""

import random
import time
from collections.abc import Callable, Iterator

from metrics.embedding import embed_question
from metrics.index import build_index
from metrics.members import Member
from metrics.releases import live, publish
from metrics.retrieve import retrieve
from semantic_layer.access import policy_for
from semantic_layer.model.definitions import Dimension
from tests.bench.figures import figure
from tests.metrics.garden import ALL, FILES, TOOLS, read_members

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
RANGES = ("Garden Furniture", "Tools", "Bulbs", "Women's", "Children's")
TIMES = 40
SEED = 7


def names(count: int) -> Iterator[str]:
    """Different product names, with common words, rarer ones and a number each."""
    draw = random.Random(SEED)  # noqa: S311 (a sample, not a secret)
    kinds = [group.split() for group in (MAKERS, MANNERS, STUFFS, THINGS, COLOURS)]
    for number in range(count):
        series = f"{draw.choice(kinds[0])[:3]}{draw.choice('aeiou')}{draw.choice('lnrst')}".title()
        words = [draw.choice(group) for group in kinds]
        words.insert(1, series + draw.choice(("a", "ia", "o", "ette", "elle", "ard", "wick")))
        yield " ".join((*words, str(number)))


def questions(count: int) -> dict[str, Callable[[random.Random], str]]:
    every = list(names(count))

    def words(draw: random.Random) -> list[str]:
        return draw.choice(every).split()

    def misspelt(draw: random.Random) -> str:
        own = words(draw)
        place = draw.choice([at for at, word in enumerate(own) if len(word) > 5])
        cut = draw.randrange(1, len(own[place]) - 1)
        own[place] = own[place][:cut] + own[place][cut + 1 :]
        return " ".join(own)

    def shuffled(draw: random.Random) -> str:
        own = words(draw)
        draw.shuffle(own)
        return " ".join(own)

    return {
        "whole name": lambda draw: " ".join(words(draw)),
        "words in any order": shuffled,
        "one letter missing": misspelt,
        "without its number": lambda draw: " ".join(words(draw)[:-1]),
        "maker, series and thing": lambda draw: " ".join([(own := words(draw))[0], own[1], own[4]]),
        "beginning of a word": lambda draw: " ".join(words(draw)[:4])[:-2],
        "code": lambda draw: f"AR-{draw.randrange(count // 10):07d}",
        "nothing that exists": lambda _draw: "quantum flux capacitors from outer space",
    }


def members(count: int, dimension: Dimension) -> Iterator[Member]:
    if dimension.name == "item":
        for at, name in enumerate(names(count)):
            yield Member(name, {"range": (RANGES[at % len(RANGES)],)})
    elif dimension.name == "article":
        for at in range(count // 10):
            yield Member(f"AR-{at:07d}", {"range": (RANGES[at % len(RANGES)],)})
    else:
        yield from read_members(dimension)


def main(count: int) -> None:
    build(count)
    ask(count)


def build(count: int) -> None:
    release = publish(FILES, "a benchmark", "bench")
    for again in ("built", "built again"):
        begun = time.perf_counter()
        report = build_index(release, lambda dimension: members(count, dimension))
        print(f"{again} in {time.perf_counter() - begun:.0f} s: {report}", flush=True)


def ask(count: int) -> None:
    now = live()
    for who in (ALL, TOOLS):
        policy = policy_for(now.index, who, now.hash)
        for kind, one in questions(count).items():
            draw = random.Random(SEED)  # noqa: S311
            taken, found = [], 0
            for _ in range(TIMES):
                question = f"takings of {one(draw)} by branch vs last year"
                embed_question(question)
                begun = time.perf_counter()
                found += bool(retrieve(question, now, policy).values)
                taken.append((time.perf_counter() - begun) * 1000)
            note = f"{found} of {TIMES} found something"
            print(figure(f"{who.name}: {kind}", taken, "ms", note), flush=True)
