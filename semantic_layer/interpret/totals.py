"""Which phrases ask for the total beside the rows: "with a company total", "total as well"?

In the form of the lexicon's phrases; every combination means the same.
"""

from __future__ import annotations

from itertools import product

LEADS = ("with", "and", "plus", "and also", "along with", "together with", "including", "incl")
ARTICLES = ("", "a ", "the ", "an ")
OF_ALL = (
    *("company total", "total company", "overall total", "grand total", "chain total"),
    *("total for the company", "total of the company", "overall figure", "company figure"),
    *("total row", "total line", "totals row", "sum total", "total at the bottom"),
    *("total for all", "total of all", "companywide total", "company wide total"),
    *("overall company figure", "total for the chain", "total of the chain", "total across all"),
)
ENDS = ("as well", "too", "at the bottom", "at the end", "in addition", "included")
BARE = ("total", "totals", "the total", "a total")

_led = (f"{lead} {the}{what}" for lead, the, what in product(LEADS, ARTICLES, OF_ALL))
_ended = (
    f"{what} {end}" for what, end in product((*OF_ALL, *BARE, *map("the {}".format, OF_ALL)), ENDS)
)
TOTALS = " | ".join((*_led, *_ended, "with total", "plus totals"))
