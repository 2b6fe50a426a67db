"""Can this text be a question, and what is its plain form?"""

import re
import unicodedata

from django.utils.translation import gettext as _

from bi_app.asking.errors import UnreadableQuestion

BLANK = re.compile(r"\s+")
UNSEEN = {"Cf"}  # joiners, marks of direction, soft hyphens: pasted along, never meant
UNREADABLE = {"Cc", "Cn", "Co", "Cs"}


def plain_form(text: str, most: int) -> str:
    """The text in Unicode's compatibility form, without unseen characters, single blanks between.

    Raises UnreadableQuestion when nothing is left, when it is longer than `most` characters before
    or after, or when it holds characters that no keyboard writes.
    """
    if len(text) > most:
        raise _too_long(len(text), most)
    spaced = BLANK.sub(" ", text)
    seen = "".join(each for each in spaced if unicodedata.category(each) not in UNSEEN)
    for each in seen:
        if unicodedata.category(each) in UNREADABLE:
            said = _(
                "The question holds a character that cannot be read (%(code)s)."
                " Please type it again."
            )
            raise UnreadableQuestion(said % {"code": f"U+{ord(each):04X}"})
    plain = BLANK.sub(" ", unicodedata.normalize("NFKC", seen)).strip()
    if not plain:
        raise UnreadableQuestion(
            _("The question is empty. Ask, for example, for a metric by name.")
        )
    if len(plain) > most:
        raise _too_long(len(plain), most)
    return plain


def _too_long(length: int, most: int) -> UnreadableQuestion:
    said = _(
        "The question has %(length)s characters; at most %(most)s can be read. Please shorten it."
    )
    return UnreadableQuestion(said % {"length": f"{length:,}", "most": f"{most:,}"})
