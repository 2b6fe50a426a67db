"""Which phrases say how many rows an answer has: "one line for each channel", "a row per tier"?

In the form of the lexicon's phrases; every combination means the same.
"""

from __future__ import annotations

from itertools import product

A = ("one", "a", "1", "a single", "one single", "a separate", "an own")
ROW = ("line", "row", "figure", "total", "entry")
FOR_EACH = ("for each", "for every", "per", "for each of the", "for each of our", "each for every")

ROW_FOR_EACH = " | ".join(f"{a} {row} {each}" for a, row, each in product(A, ROW, FOR_EACH))
ONE_ROW = " | ".join(
    f"{a} {row}" for a, row in product(A[:1] + A[3:6], ROW[:2])
)  # "per store one line"
