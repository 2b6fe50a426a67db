"""Which language models may read what the rules leave, where, and how much of it?"""

from bi_app import env
from bi_app.language.address import read_address

LANGUAGE_FORM = "https://host/v1, or http://… of this machine or of the house"


def _anything(_text: str) -> bool:
    return True


def _endpoint(text: str) -> str:
    return read_address(text, inside=AISLE_LANGUAGE_INSIDE)


AISLE_LANGUAGE_INSIDE = env.flag(
    "AISLE_LANGUAGE_INSIDE",
    False,
    "The language models' endpoints run in the house, so that they may be told confidential names"
    " and values. Personal data they are never told.",
)
AISLE_LANGUAGE_URL = env.address(
    "AISLE_LANGUAGE_URL",
    _endpoint,
    LANGUAGE_FORM,
    "The base URL of an endpoint that speaks OpenAI's chat completions (docs/language.md); empty:"
    " no language model is ever asked.",
    required=False,
)
AISLE_LANGUAGE_KEY = env.text(
    "AISLE_LANGUAGE_KEY", "", "a text", "The endpoint's API key.", accept=_anything
)
AISLE_LANGUAGE_SMALL = env.text(
    "AISLE_LANGUAGE_SMALL",
    "",
    "the name of a language model",
    "The cheap model, for questions of which the rules leave little; empty: there is none.",
    accept=_anything,
)
AISLE_LANGUAGE_LARGE = env.text(
    "AISLE_LANGUAGE_LARGE",
    "",
    "the name of a language model",
    "The capable model, for questions of which the rules leave more; empty: there is none.",
    accept=_anything,
)
AISLE_LANGUAGE_SECOND_URL = env.address(
    "AISLE_LANGUAGE_SECOND_URL",
    _endpoint,
    LANGUAGE_FORM,
    "A second endpoint, for when the first does not answer; empty: there is none.",
    required=False,
)
AISLE_LANGUAGE_SECOND_KEY = env.text(
    "AISLE_LANGUAGE_SECOND_KEY", "", "a text", "The second endpoint's API key.", accept=_anything
)
AISLE_LANGUAGE_SECOND_SMALL = env.text(
    "AISLE_LANGUAGE_SECOND_SMALL",
    AISLE_LANGUAGE_SMALL,
    "the name of a language model",
    "What the cheap model is called at the second endpoint.",
    accept=_anything,
    shown="as at the first",
)
AISLE_LANGUAGE_SECOND_LARGE = env.text(
    "AISLE_LANGUAGE_SECOND_LARGE",
    AISLE_LANGUAGE_LARGE,
    "the name of a language model",
    "What the capable model is called at the second endpoint.",
    accept=_anything,
    shown="as at the first",
)
AISLE_LANGUAGE_SECONDS = env.whole(
    "AISLE_LANGUAGE_SECONDS",
    15,
    "The longest that a question waits for language models, all tries together.",
)
AISLE_LANGUAGE_SMALL_TOKENS = env.whole(
    "AISLE_LANGUAGE_SMALL_TOKENS",
    8_000,
    "The most prompt tokens of one call of the cheap model, counted as three bytes each.",
)
AISLE_LANGUAGE_LARGE_TOKENS = env.whole(
    "AISLE_LANGUAGE_LARGE_TOKENS",
    16_000,
    "The most prompt tokens of one call of the capable model, counted as three bytes each.",
)
AISLE_LANGUAGE_REPLY_TOKENS = env.whole(
    "AISLE_LANGUAGE_REPLY_TOKENS", 2_000, "The most tokens of a language model's reply."
)
AISLE_LANGUAGE_TEMPERATURE = env.text(
    "AISLE_LANGUAGE_TEMPERATURE",
    "0",
    "a number, or empty",
    "The temperature that is asked for; empty: none is, as some models take none.",
    accept=lambda text: not text or float(text) >= 0,
)
AISLE_LANGUAGE_PEAK = env.whole(
    "AISLE_LANGUAGE_PEAK",
    60,
    "From so many calls of the capable model in a minute on it is kept for the roles and workloads"
    " of the next two settings; all others are given the cheap one. 0: always.",
    least=0,
)
AISLE_LANGUAGE_PEAK_ROLES = env.words(
    "AISLE_LANGUAGE_PEAK_ROLES", [], "Roles that keep the capable model while many want it."
)
AISLE_LANGUAGE_PEAK_WORKLOADS = env.words(
    "AISLE_LANGUAGE_PEAK_WORKLOADS",
    ["ask"],
    "Workloads that keep the capable model while many want it (ask, agent, watch, batch).",
)
if AISLE_LANGUAGE_URL and not (AISLE_LANGUAGE_SMALL or AISLE_LANGUAGE_LARGE):
    raise env.WrongSetting(
        "AISLE_LANGUAGE_URL",
        "is set without a model",
        "AISLE_LANGUAGE_SMALL or AISLE_LANGUAGE_LARGE beside it",
    )
