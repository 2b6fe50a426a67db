"""Which phrases put the groups that a ranking leaves over into one row: "lump the others together"?

In the form of the lexicon's phrases; every combination means the same.
"""

from __future__ import annotations

from itertools import product

VERBS = (
    *("combine", "lump", "group", "bundle", "merge", "sum up", "add up", "roll up", "collapse"),
    *("fold", "pool", "aggregate", "summarise", "summarize", "put", "combining", "lumping"),
    *("grouping", "bundling", "merging", "summing up", "rolling up"),
)
REST = (
    *("the rest", "all the rest", "the others", "all the others", "all others", "everything else"),
    *("the remaining ones", "all the remaining ones", "all remaining ones", "all other ones"),
    *("the other ones", "everyone else", "the remainder", "what is left", "whatever is left"),
)
ONE = ("one", "a single", "one single", "a")
ROW = ("row", "line", "figure", "bucket", "group", "entry")

_put = (f"{verb} {rest}" for verb, rest in product(VERBS, REST))
_into = (f"{into} {one} {row}" for into, one, row in product(("into", "in", "as"), ONE[:3], ROW))
_row = (
    f"{one} {row} {lead} {rest}"
    for one, row, lead, rest in product(ONE, ROW, ("for", "with", "of"), REST)
)
_called = (
    f"{into} other{s}" for into, s in product(("into", "as", "in", "to", "under"), ("", "s"))
)
_grouped = (
    f"{rest} {done}"
    for rest, done in product(
        (*REST, "remainder", "rest", "others"),
        ("grouped", "combined", "grouped together", "lumped together", "bundled", "added up"),
    )
)
LEFTOVERS = " | ".join((*_put, *_into, *_row, *_called, *_grouped, "the remainder", "remainder"))
