"""Which entries of the catalogue, and which members, may the words mean?"""

from bi_app.asking.asking import Asking
from metrics.retrieve import retrieve as find
from semantic_layer.interpret.outcome import Candidates


def retrieve(asking: Asking) -> Candidates:
    return find(asking.normalised, asking.release, asking.policy)
