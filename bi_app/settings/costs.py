"""What does it cost?"""

import re

from bi_app import env

AISLE_ENGINE_MICROS_A_SECOND = env.whole(
    "AISLE_ENGINE_MICROS_A_SECOND",
    500,
    "What one second of the warehouse costs, in millionths of the currency.",
    least=0,
)
AISLE_CONFIRM_MICROS = env.whole(
    "AISLE_CONFIRM_MICROS",
    100_000,
    "A question that is expected to cost more is confirmed before it runs, in millionths of the"
    " currency.",
    least=0,
)
AISLE_DAILY_BUDGET_MICROS = env.whole(
    "AISLE_DAILY_BUDGET_MICROS",
    5_000_000,
    "The budget of a person a day where none is set, in millionths of the currency.",
    least=0,
)
AISLE_EXPORT_MICROS_A_THOUSAND_ROWS = env.whole(
    "AISLE_EXPORT_MICROS_A_THOUSAND_ROWS",
    0,
    "What a thousand exported rows cost, in millionths of the currency.",
    least=0,
)
AISLE_PRICES = env.text(
    "AISLE_PRICES",
    "",
    "a file, seen from the project's folder",
    "Prices of language models (YAML, docs/costs.md); empty: those that come with genai-prices.",
    accept=lambda _: True,
)
AISLE_SPARED_MODEL = env.text(
    "AISLE_SPARED_MODEL",
    "",
    "the name of a language model",
    "What understanding a question would cost by this model is told as saved by the rules.",
    accept=lambda _: True,
)
AISLE_CURRENCY = env.text(
    "AISLE_CURRENCY",
    "USD",
    "three capital letters",
    "The currency of costs and budgets.",
    accept=re.compile("[A-Z]{3}").fullmatch,
)
