"""Which personal data do people type, and how are they masked before anything is kept?

Each kind is a form with a proof (a check digit, a separator that only it has), so that amounts,
days, article numbers and bar codes stay as they are. The question is answered from what was typed;
only the masked text is stored, shown again and audited.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

NOT_IN_WORD = r"(?<![\w@.+-])"
ENDS = r"(?![\w@]|[.,-]\d)"
ARTICLE = (
    r"(?:sku|style|item|article|product|model|upc|ean|gtin|isbn|barcode|bar code|po|order|"
    r"purchase order|invoice|receipt|store|ticket)s?\s*(?:no\.?|number|#|code|id)?\s*[:#=]?\s*$"
)
AMOUNT_BEFORE = (
    r"(?:[$€£¥<>=]|over|above|below|under|than|least|most|exceed(?:s|ing)?|between|and|to|from|"
    r"usd|eur|gbp|budget|target|plan|of)\s*$"
)
AMOUNT_AFTER = r"^\s*(?:%|usd|eur|gbp|dollars?|euros?|pounds?|units?|pieces?|k\b|m\b|[€£¥])"
TITLED = r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?"
PERSON = r"(?:customer|client|shopper|member|cardholder|guest)s?"
SAID = rf"\b{PERSON}\s+(?:named|called|name\s+is|name:)"
NAME = r"[^\W\d_][\w'’-]*(?:\s+[A-ZÀ-ÖØ-Þ][\w'’-]*){0,2}"
BAR_CODES = (8, 12, 13, 14)  # digits of a GTIN
MASKED = re.compile(r"\[(?:email|iban|card|national id|phone|number|name)\]")


@dataclass(frozen=True, slots=True)
class Kind:
    """`group` of the form is what is masked, where `proves` says so of it and what is around it."""

    name: str
    form: re.Pattern[str]
    proves: Callable[[str, str, str], bool] = lambda found, before, after: True
    group: int = 0


def mask(text: str) -> str:
    """The text with "[kind]" in place of each piece of personal data."""
    return _masked(text, KINDS)


def mask_values(value: Any) -> Any:
    """The same for every text in a JSON value, but for plain runs of digits: there, a key."""
    match value:
        case str():
            return _masked(value, SURE)
        case list() | tuple():
            return [mask_values(each) for each in value]
        case Mapping():
            return {name: mask_values(each) for name, each in value.items()}
        case _:
            return value


def _masked(text: str, kinds: tuple[Kind, ...]) -> str:
    for kind in kinds:
        text = kind.form.sub(partial(_replaced, kind), text)
    return text


def _replaced(kind: Kind, match: re.Match[str]) -> str:
    whole, found = match.group(), match.group(kind.group)
    before, after = match.string[: match.start(kind.group)], match.string[match.end(kind.group) :]
    if not kind.proves(found, before, after):
        return whole
    start = match.start(kind.group) - match.start()
    return f"{whole[:start]}[{kind.name}]{whole[start + len(found) :]}"


def _is_card(found: str, before: str, after: str) -> bool:
    digits = _digits(found)
    if len(digits) in BAR_CODES and found == digits and _is_bar_code(digits):
        return False
    return _luhn(digits)


def _is_iban(found: str, before: str, after: str) -> bool:
    plain = re.sub(r"\s", "", found).upper()
    number = "".join(str(int(each, 36)) for each in plain[4:] + plain[:4])
    return 15 <= len(plain) <= 34 and int(number) % 97 == 1


def _is_phone(found: str, before: str, after: str) -> bool:
    return 7 <= len(_digits(found)) <= 15 and not re.search(ARTICLE, before, re.IGNORECASE)


def _is_long_number(found: str, before: str, after: str) -> bool:
    """Digits that are no amount, no bar code, no moment and not said to be an article's."""
    if re.search(ARTICLE, before, re.IGNORECASE) or re.search(AMOUNT_BEFORE, before, re.IGNORECASE):
        return False
    if re.search(AMOUNT_AFTER, after, re.IGNORECASE) or found.endswith("00000"):
        return False
    return not (_is_bar_code(found) or _is_moment(found))


def _is_bar_code(digits: str) -> bool:
    """A GTIN (EAN, UPC) by its check digit."""
    if len(digits) not in BAR_CODES:
        return False
    weighed = sum(int(each) * (3, 1)[at % 2] for at, each in enumerate(reversed(digits[:-1])))
    return (weighed + int(digits[-1])) % 10 == 0


def _is_moment(digits: str) -> bool:
    """A day, with hours, minutes and seconds perhaps, written without separators."""
    if len(digits) not in (8, 10, 12, 14):
        return False
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    parts = [int(digits[at : at + 2]) for at in range(8, len(digits), 2)]
    return 1900 <= day.year < 2100 and all(
        part < most for part, most in zip(parts, (24, 60, 60), strict=False)
    )


def _luhn(digits: str) -> bool:
    doubled = [int(each) * (1 + at % 2) for at, each in enumerate(reversed(digits))]
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


EMAIL = r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+"
IBAN = r"\b[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){2,7}(?:\s?[A-Z\d]{1,3})?\b"
CARD = (
    r"\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}"
    r"|\d{4}[ -]\d{6}[ -]\d{4,5}"
    r"|\d{13,19}"
)
PHONE = (
    r"(?:\+|00)\d{1,3}[ .-]?(?:\(0?\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){1,4}"
    r"|(?:1[ .-])?\([2-9]\d{2}\) ?\d{3}[ .-]?\d{4}"
    r"|(?:1[ .-])?[2-9]\d{2}([ .-])[2-9]\d{2}\1\d{4}"
)
SHORT_PHONE = (
    r"(?i:\b(?:phone|tel|telephone|mobile|call)\b[:.]?\s+(?:no\.?|number)?\s*)(\d{3,4}[ -]?\d{3,4})"
)
SURE = (
    Kind("email", re.compile(EMAIL)),
    Kind("iban", re.compile(IBAN), _is_iban),
    Kind("card", re.compile(f"{NOT_IN_WORD}(?:{CARD}){ENDS}"), _is_card),
    Kind("national id", re.compile(rf"{NOT_IN_WORD}\d{{3}}-\d{{2}}-\d{{4}}{ENDS}")),
    Kind("phone", re.compile(f"{NOT_IN_WORD}(?:{PHONE}){ENDS}"), _is_phone),
)
KINDS = (
    *SURE,
    Kind("phone", re.compile(f"{SHORT_PHONE}{ENDS}"), group=1),
    Kind("number", re.compile(rf"{NOT_IN_WORD}\d{{9,}}{ENDS}"), _is_long_number),
    Kind("name", re.compile(rf"{TITLED}\s+({NAME})"), group=1),
    Kind("name", re.compile(rf"(?i:{SAID})\s+[\"“']?({NAME})"), group=1),
)
