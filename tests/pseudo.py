"""A language that nobody speaks: what of a page is not in it was left out of the translation.

Each letter has an accent, each message stands in brackets and is a third longer. Numbers are
written the German way, so that a picture with a comma in its coordinates is found too.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import django
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bi_app.web.page_words import PLACEHOLDER, TAG, words

LANGUAGE = "de-xa"
ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "åƀçðéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ",
)
KEPT = re.compile(f"({PLACEHOLDER.pattern}|&\\w+;)")
LONGER = "ļöñĝéŕ"
OPEN, SHUT = "⟦", "⟧"
INNERMOST = re.compile(f"{OPEN}[^{OPEN}{SHUT}]*{SHUT}")
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-told")
VOID = {"br", "circle", "hr", "img", "input", "link", "meta", "path", "polyline", "rect", "wbr"}
UNREAD = {"script", "style"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
NAMES = {"Aisle", "Excel", "USD", "API", "CSV", "PDF", "PNG", "SQL", "SVG", "UTC", "XLSX", "JSON"}
# By `AISLE_LOCALE`, which is no matter of the page's language.
DAYS = {
    name
    for names in (Locale("en").months, Locale("en").days)
    for width in ("abbreviated", "wide")
    for name in names["format"][width].values()
}


def pseudo(message: str) -> str:
    """Brackets are round what stands between two tags, as that is what a page shows together."""
    if not LETTERS.search(KEPT.sub("", message)):
        return _said(message)
    return "".join(
        _said(part) if LETTERS.search(KEPT.sub("", part)) and not TAG.fullmatch(part) else part
        for part in re.split(f"({TAG.pattern})", message)
    )


def _said(part: str) -> str:
    kept = KEPT.split(part)
    said = "".join(each if nth % 2 else each.translate(ACCENTED) for nth, each in enumerate(kept))
    more = len("".join(kept[::2])) * 3 // 10 // len(LONGER)
    return OPEN + " ".join([said, *[LONGER] * more]) + SHUT


def write_catalogue(folder: Path) -> None:
    """As a retailer's own lies, with the words that come with Django among them."""
    made = Catalog(locale="de")
    for message in (*_of_django(), *words()):
        if not message.id:
            continue
        if isinstance(message.id, str):
            made.add(message.id, pseudo(message.id), context=message.context)
        else:
            one, many = message.id
            made.add((one, many), (pseudo(one), pseudo(many)), context=message.context)
    path = folder / "de_XA" / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, made)


def _of_django() -> Iterator[object]:
    for app in ("conf", "contrib/auth"):
        with Path(django.__path__[0], app, "locale/de/LC_MESSAGES/django.po").open("rb") as file:
            yield from read_po(file)


def left_out(page: str) -> list[str]:
    """What is neither in the language, nor a number, nor marked as not to be translated."""
    reader = _Reader()
    reader.feed(page)
    named = {f"{each} · Aisle" for each in reader.kept}  # a title is in no element of its own
    return [each for each in reader.read if not is_told(each) and each not in named]


def is_told(text: str) -> bool:
    while INNERMOST.search(text):
        text = INNERMOST.sub("", text)
    return all(word in NAMES or word in DAYS for word in LETTERS.findall(text))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []
        self.kept: set[str] = set()  # what is marked as not to be translated
        self.inside: list[tuple[str, bool]] = []  # each element that is open: is it exempt?

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        exempt = self._exempt() or told.get("translate") == "no" or tag in UNREAD
        if not exempt:
            self.read += [said for name in SPOKEN if (said := told.get(name))]
        if tag not in VOID:
            self.inside.append((tag, exempt))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:  # one that closes itself is told as begun and as ended
            return
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        said = " ".join(data.split())
        if self._exempt() and OPEN in said:
            self.read.append(f"marked, though translated: {said}")
        elif self._exempt():
            self.kept.add(said)
        elif said:
            self.read.append(said)

    def _exempt(self) -> bool:
        return bool(self.inside) and self.inside[-1][1]
