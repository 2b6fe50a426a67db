"""What else is known of the words of a question, beside the phrases and the part they play?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from semantic_layer.interpret.roles import Role

# whose stems match too; the others only as written
STEMMED = frozenset({Role.FORECAST, Role.ANOMALY})

# the nouns under which a model knows what was sold
SOLD = "sales"
UNITS_SOLD = "units"
# and what is held
HELD = "units on hand"

# verbs that ask for a change of data where a clause begins with them
WRITES = frozenset(
    """
    delete update insert truncate alter erase overwrite set modify wipe purge correct edit
    create raise lower increase decrease remove drop change cancel approve adjust move rename
    fix post reset write put transfer mark bump
    """.split()  # noqa: SIM905 - words are easier to read than a list of strings
)
# the same at any place
ALWAYS_WRITES = frozenset({"delete", "truncate", "overwrite", "alter", "insert", "erase", "purge"})

# a question that begins with one of these leans on the one before
FOLLOWS = frozenset(
    {"and", "also", "but", "or", "by", "only", "just", "without", "excluding", "instead", "per"}
    | {"vs", "versus", "against", "as", "same", "add", "plus", "what about", "how about"}
)
# the same where a metric follows at once: "in units"
FOLLOWS_NAME = frozenset({"in", "for", "with", "the"})

# before a word for people: one row for each of them is asked for
LISTING = frozenset(
    {"which", "list", "top", "best", "worst", "by", "each", "every", "biggest", "individual", "who"}
    | {"largest", "highest", "lowest", "named"}
)
# a clause ends, and an order may begin the next
CLAUSE_ENDS = frozenset({",", ";", ".", "?", "!", ":", "and", "then"})
# what makes a noun of the word behind: "the change", "their increase"
DETERMINERS = frozenset({"the", "a", "an", "its", "their", "our", "my", "this", "that", "any"})
# what makes a noun of the word before: "change in", "drop of"
NOUN_AFTER = frozenset({"in", "of", "over", "vs", "rate", "from", "by", "versus", "against", "on"})
# how a table is wished for: "put units and orders side by side" changes nothing
DISPLAYED = (
    "set out",
    "side by side",
    "next to each other",
    "beside each other",
    "next to one another",
)
# asked of the answer before, not of the data
REFINES = frozenset(
    {"remove", "drop", "change", "increase", "decrease", "lower", "raise", "set", "put", "move"}
)

# a question for a definition begins so
NOW_IS = ("what is", "whats", "what are", "what does", "what s")

# behind a number: how it is meant
NUMBER_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        **{"percent": "%", "pct": "%", "percentage": "%", "%": "%"},
        "per cent": "%",
        **{"points": "pt", "pts": "pt", "percentage points": "pt", "pp": "pt", "% points": "pt"},
        **{"point": "pt", "percentage point": "pt", "pt": "pt"},
        **{"basis points": "bp", "bps": "bp"},
    }
)
NUMBER_SCALES: Mapping[str, float] = MappingProxyType(
    {"thousand": 1e3, "grand": 1e3, "million": 1e6, "billion": 1e9}
)

# the last word of a metric's name, by its unit: any may stand for another
ENDINGS: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "fraction": (
            ("rate", "%", "pct", "percent", "percentage"),
            ("share", "penetration", "mix", "participation", "%", "pct"),
        ),
    }
)
# what people call money, by its currency; the signs are those that numbers are written with
CURRENCIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "USD": ("dollars", "dollar", "usd", "bucks", "us dollars", "$", "dollar value"),
        "GBP": ("pounds", "pound", "gbp", "quid", "sterling", "pounds sterling", "£"),
        "EUR": ("euros", "euro", "eur", "€"),
        "CAD": ("dollars", "dollar", "cad", "bucks", "$"),
        "AUD": ("dollars", "dollar", "aud", "bucks", "$"),
        **{"SEK": ("kronor", "krona", "sek"), "NOK": ("kroner", "krone", "nok")},
        **{"DKK": ("kroner", "krone", "dkk"), "CHF": ("francs", "franc", "chf")},
        **{"JPY": ("yen", "jpy"), "INR": ("rupees", "rupee", "inr"), "PLN": ("zloty", "pln")},
        **{"MXN": ("pesos", "peso", "mxn"), "BRL": ("reais", "real", "brl")},
    }
)
VALUES = ("value", "amount")  # the money that is meant by a name that ends so


def money_words(currency: str) -> tuple[str, ...]:
    return CURRENCIES.get(currency, (currency.lower(),))


def money_endings(currency: str) -> tuple[str, ...]:
    """The words that a name of an amount may end with."""
    return (*(word for word in money_words(currency) if " " not in word), *VALUES)


BEHIND = (
    *("missed", "miss", "misses", "missing", "below", "under", "short of", "behind", "not making"),
    *("fell short of", "failed", "trailing", "trailed", "shy of", "not reaching", "not hitting"),
    *("fall short of", "falling short of", "trail", "trails", "lagging", "lagged", "lag", "lags"),
    *("worse than", "lower than", "less than", "undershot", "underperforming", "underperformed"),
)
AHEAD = (
    *("beat", "beats", "beating", "above", "over", "exceeded", "exceed", "exceeding", "hit"),
    *("made", "topped", "surpassed", "ahead of", "outperformed", "past", "crushed", "make"),
    *("makes", "making", "meet", "meets", "met", "meeting", "hits", "hitting", "achieve"),
    *("achieves", "achieved", "achieving", "reach", "reached", "reaches", "reaching", "top"),
    *("tops", "topping", "surpass", "surpasses", "outperform", "outperforms", "exceeds"),
    *("better than", "higher than", "more than", "greater than", "outperforming", "attained"),
    *("attain", "beaten", "delivered", "deliver on", "delivered on", "deliver"),
)
POSSESSED = ("", "the ", "their ", "its ", "our ", "his ", "her ")
PLANNED = ("", "sales ", "net sales ", "revenue ")
PLANS = ("plan", "budget", "target")
EITHER = ("above or below", "over or under", "ahead of or behind", "behind or ahead of")

AHEAD_OF_PLAN, BEHIND_PLAN = "ahead of plan", "behind plan"


@lru_cache(maxsize=16)
def sides_of_plan(plans: tuple[str, ...]) -> Mapping[str, str]:
    """Ways to say that something is ahead of its plan, or behind it, by the phrase for that."""
    own = tuple(f"{whose}{plan}" for whose in POSSESSED for plan in plans)
    far = tuple(f"how {word} " for word in ("far", "much"))
    found = {
        f"{side} {whose}{what}{plan}": phrase
        for sides, phrase in ((BEHIND, BEHIND_PLAN), (AHEAD, AHEAD_OF_PLAN))
        for side in sides
        for whose in POSSESSED
        for what in PLANNED
        for plan in plans
    }
    asked = (
        *(f"{how}{side}" for how in far for side in (*BEHIND, *AHEAD)),
        *(f"{how}{both}" for how in ("", *far) for both in EITHER),
        *("how far from", "how far off", "how close to"),
    )
    found |= {f"{each} {plan}": BEHIND_PLAN for each in asked for plan in own}
    return MappingProxyType(found)


# words of such a phrase that say which side of zero is meant
SIDES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((each.split()[0] for each in AHEAD), "gt"),
        **dict.fromkeys((each.split()[0] for each in BEHIND), "lt"),
    }
)

# of a member that is called "in store"
LEADS = ("in", "on", "at")
# metrics whose word also names the rows that a filter is about: "for Online orders"
NOUNS_OF_ROWS = frozenset({"orders", "sales", "purchases", "transactions", "business"})
# what is made for a season, and sold in it or not
GOODS = frozenset(
    {"goods", "product", "products", "items", "styles", "merchandise", "collection", "stock"}
    | {"inventory", "lines", "range", "merch", "articles"}
)
# words of names that people shorten
SHORT_FORMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{"average": ("avg", "av", "mean"), "percent": ("pct",), "percentage": ("pct",)},
        **{"sales": ("sls",), "markdown": ("mkdn", "md"), "customers": ("custs", "cust")},
        **{"customer": ("cust",), "inventory": ("inv", "invty"), "margin": ("mgn", "marg")},
        **{"quantity": ("qty",), "hours": ("hrs", "hr"), "hour": ("hr",), "amount": ("amt",)},
        **{"conversion": ("conv", "cvn"), "transaction": ("trx", "txn", "trans")},
        **{"transactions": ("trx", "trxs", "trans"), "department": ("dpt",), "number": ("no",)},
        **{"weeks": ("wks",), "week": ("wk",), "value": ("val",), "category": ("ctgry", "categ")},
        **{"product": ("prod",)},
        **{"products": ("prods",), "units": ("uts",), "receipts": ("rcpts",), "gross": ("grs",)},
        **{"orders": ("ords",), "order": ("ord",), "supplier": ("supp",), "district": ("dist",)},
        **{"returns": ("rtns",), "return": ("rtn",), "promotion": ("promo",)},
        **{"promotions": ("promos",), "region": ("reg",), "delivery": ("deliv",)},
    }
)

# "holiday vs non-holiday", "private label or not": a name of both sides, and so of neither
BOTH_SIDES = frozenset({"vs", "versus", "or"})

# words that lead to a period, beside those that the calendars know
TIME_LEADS = frozenset(
    {"since", "until", "between", "during", "through", "calendar", "fiscal", "today", "yesterday"}
    | {"snapshot", "season", "start", "this", "next", "versus", "compared", "against", "rest"}
)
