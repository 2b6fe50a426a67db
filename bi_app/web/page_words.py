"""Which words does the page say, and is a translation of them whole?

The words stand in the templates and in this package's Python. A translator gets them as a file of
gettext (`.pot`), and what comes back (`.po`) is compiled where `AISLE_TRANSLATIONS` finds it.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

LAZY = {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in DEFAULT_KEYWORDS if "gettext" in name}
KEYWORDS = DEFAULT_KEYWORDS | LAZY | {"gettext_noop": None}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")
TAG = re.compile(r"</?[a-z][^>]*>")
MARKUP = frozenset('<>"')  # a translation may stand in an attribute, and is not escaped


class Faulty(ValueError):
    """A translation that would break the page, told line by line."""


def words() -> Catalog:
    """Every message of the page, with the places where it stands."""
    catalogue = Catalog(project="Aisle", charset="utf-8", fuzzy=False)
    for path in sorted(_sources()):
        place = path.relative_to(settings.BASE_DIR).as_posix()
        for line, message, comments, context in _of(path):
            catalogue.add(message, None, [(place, line)], (), comments, context=context)
    return catalogue


def write_words(to: Path) -> int:
    catalogue = words()
    with to.open("wb") as file:
        write_po(file, catalogue, width=100, omit_header=False)
    return len(catalogue)


def compiled(source: Path, folder: Path) -> tuple[Path, int, int]:
    """Where the catalogue lies now, how many of the page's words it holds, and of how many."""
    with source.open("rb") as file:
        translated = read_po(file)
    if translated.locale is None:
        raise Faulty("Its head names no language: write “Language: de” there, for instance.")
    faults = [fault for message in translated if message.id for fault in faults_of(message)]
    if faults:
        raise Faulty("\n".join(faults))
    path = folder / to_locale(str(translated.locale_identifier)) / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, translated)
    wanted = [message for message in words() if message.id]
    return path, sum(_holds(translated, each) for each in wanted), len(wanted)


def faults_of(message: Message) -> Iterator[str]:
    """What a translation loses, or has too much of, by which the page would break."""
    ids, strings = _forms(message.id), _forms(message.string)
    if message.fuzzy or not any(strings):
        return
    for nth, string in enumerate(strings):
        said = ids[min(nth, len(ids) - 1)]
        for pattern, called in ((PLACEHOLDER, "placeholder"), (TAG, "tag")):
            has, wants = set(pattern.findall(string)), set(pattern.findall(said))
            may_have = {each for one in ids for each in pattern.findall(one)}
            yield from (f"“{said}” loses the {called} {each}." for each in sorted(wants - has))
            yield from (f"“{said}” has no {called} {each}." for each in sorted(has - may_have))
        for each in sorted(MARKUP & (set(TAG.sub("", string)) - set(TAG.sub("", said)))):
            yield f"“{said}” has no {each} in it: write “ ” « » for quotation marks."


def _sources() -> Iterator[Path]:
    yield from (each for each in settings.BASE_DIR.glob("templates/**/*") if each.is_file())
    yield from settings.BASE_DIR.glob("bi_app/**/*.py")


Found = tuple[int, str | tuple[str, ...], list[str], str | None]


def _of(path: Path) -> Iterator[Found]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":  # templatize writes calls of gettext at the places of the tags
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    yield from extract("python", BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"})


def _forms(said: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said or ())


def _holds(translated: Catalog, message: Message) -> bool:
    found = translated.get(_forms(message.id)[0], message.context)
    return found is not None and not found.fuzzy and all(_forms(found.string))
