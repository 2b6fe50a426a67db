"""Which entries of the catalogue, and which members, may the words mean?"""

from collections.abc import Iterable

from bi_app.asking.asking import Asking
from metrics.retrieve import retrieve as find
from semantic_layer.interpret.outcome import Candidates


def retrieve(asking: Asking) -> Candidates:
    return find(asking.normalised, asking.release, asking.policy)


def retrieve_words(asking: Asking, words: Iterable[str]) -> Candidates:
    """For some of its words alone, which the others drown where the whole is looked at."""
    return find(" ".join(words), asking.release, asking.policy)
