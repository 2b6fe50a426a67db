"""Which phrases say that nothing is left out: "for the whole company", "across the entire chain"?

In the form of the lexicon's phrases; every combination means the same.
"""

from __future__ import annotations

from itertools import product

LEADS = ("", "across ", "for ", "over ", "of ", "in ", "within ", "throughout ", "all across ")
OUR = ("the ", "our ", "")
WHOLE = ("whole", "entire", "complete", "full")
COMPANY = (
    *("company", "business", "chain", "organisation", "organization", "enterprise", "group"),
    *("firm", "retailer", "estate", "network", "store network", "fleet"),
)
WIDE = ("company", "chain", "business", "group", "enterprise", "network", "organisation")

_whole = (
    f"{lead}{our}{whole} {company}"
    for lead, our, whole, company in product(LEADS, OUR, WHOLE, COMPANY)
)
_wide = (f"{what}{wide}" for what, wide in product(WIDE, (" wide", "wide")))
_as_a_whole = (f"{lead}{our}{what} as a whole" for lead, our, what in product(LEADS, OUR, COMPANY))
WHOLES = " | ".join((*_whole, *_wide, *_as_a_whole, "as a whole", "all in", "all told"))
