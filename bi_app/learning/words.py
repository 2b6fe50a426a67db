"""How do accepted words get into the next release? As one more file of the model's folder."""

from collections import defaultdict
from collections.abc import Iterable

import yaml
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bi_app.learning.models import AcceptedWord
from bi_app.people.models import User
from metrics.models import Release
from metrics.releases import live
from semantic_layer.errors import AisleError, DefinitionError
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.read import read_model

FILE = "learned.yaml"
HEAD = "# Words that owners accepted. Written by `manage.py learning export`.\n"


class NotAccepted(AisleError):
    """What use taught cannot be accepted so; the message says why and what to try."""


def learned_file(words: Iterable[AcceptedWord]) -> str:
    """The accepted words as a file of a model."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for each in words:
        by_name[each.name].append(each.word)
    synonyms = [{"name": name, "words": own} for name, own in sorted(by_name.items())]
    return HEAD + yaml.safe_dump({"synonyms": synonyms}, sort_keys=False, allow_unicode=True)


def accept_word(word: str, called: str, by: User, index: ModelIndex) -> AcceptedWord:
    """Make a word one more name of what is called so. Raises NotAccepted.

    It is tried on the live release's files first, so that the next release can be made.
    """
    row = AcceptedWord(word=word, name=_name(called, index), by=by)
    accepted = list(AcceptedWord.objects.all())
    files: dict[str, str] = Release.objects.get(number=live().number).files
    try:
        read_model({**files, FILE: learned_file([*accepted, row])})
    except DefinitionError as error:
        said = _(  # perhaps of something closed
            "The next release could not be made with it:"
            " “%(word)s” is a name of something else already."
        )
        raise NotAccepted(said % {"word": word}) from error
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise NotAccepted(_("“%(word)s” was accepted already.") % {"word": word}) from error
    return row


def is_live(word: AcceptedWord, index: ModelIndex) -> bool:
    """Whether the live release knows it."""
    if index.has_metric(word.name):
        return word.word in map(fold, index.metric(word.name).synonyms)
    return index.has_dimension(word.name) and word.word in map(
        fold, index.dimension(word.name).synonyms
    )


def _name(called: str, index: ModelIndex) -> str:
    """The name of a metric or dimension that is called so: its name or its label."""
    wanted = fold(called)
    for each in (*index.metrics.values(), *index.dimensions.values()):
        if wanted in (fold(each.name), fold(each.label), fold(each.name.replace("_", " "))):
            return each.name
    said = _("“%(called)s” is no metric or dimension that you may see. Choose one by name.")
    raise NotAccepted(said % {"called": called})
