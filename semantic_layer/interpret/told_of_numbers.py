"""Which phrases say as what a number is wanted: "as a percentage of", "most often"?

In the form of the lexicon's phrases; every combination means the same.
"""

from __future__ import annotations

# of one number as a part of another: "as a percentage of"
PERCENTS = frozenset(
    f"{how} {share} of"
    for how in ("as a", "as", "in", "as the", "expressed as a")
    for share in ("percentage", "%", "percent", "share", "proportion", "fraction", "pct")
)
OF_ANOTHER = " | ".join(f"{each}{of}" for each in PERCENTS for of in ("", " total", " the total"))
FAR_FROM_LAST_YEAR = " | ".join(
    f"how {far} {side} {year}"
    for far in ("far", "much")
    for side in ("behind", "ahead of", "below", "above", "off", "up on", "down on", "over", "under")
    for year in ("last year", "ly", "the prior year", "prior year", "the year before")
)
# of what happens, and not of how much it brings
COMMONEST, RAREST = (
    " | ".join(
        f"{most} {often}" for often in ("common", "commonly", "frequent", "frequently", "often")
    )
    for most in ("most", "least")
)
