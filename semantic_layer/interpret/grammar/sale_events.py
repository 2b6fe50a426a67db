"""Is a sale meant, and not what was sold: "how did the summer sale do", "spring sale units"?

The word for a season names goods that were made for it. Before "sale", in the singular, it may as
well be what a promotion is called for short, so which of them is meant is not guessed.
"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.index import ModelIndex

SALE = "sale"
SEASONS = (["spring"], ["summer"], ["fall"], ["autumn"], ["winter"], ["holiday"], ["season"])
PROMOTIONS = frozenset({"promotion", "promo", "campaign"})
WHICH_SALE = (
    "“{} sale” may be a promotion, or what was made for that season. "
    "Name the promotion in full, or say “{} products”."
)


def sale_events(draft: Draft, context: Context) -> Draft:
    for at in draft.all():
        if draft.items[at].folded.split()[-1:] not in SEASONS or not _is_sale(draft, at + 1):
            continue
        if _has_promotions(context.index):
            season = draft.items[at].text
            trouble = WHICH_SALE.format(season, season.lower())
            draft = draft.bind((at,), "a sale", trouble=draft.trouble or trouble)
    return draft


def _is_sale(draft: Draft, at: int) -> bool:
    return draft.role(at) is Role.METRIC and draft.items[at].folded.split()[0] == SALE


def _has_promotions(index: ModelIndex) -> bool:
    known = (fold(name) for d in index.dimensions.values() for name in (d.label, *d.synonyms))
    return not PROMOTIONS.isdisjoint(known)
