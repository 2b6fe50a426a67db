"""What of a question may a language model be told? Every prompt is built from this."""

from django.conf import settings

from bi_app.asking.asking import Asking
from bi_app.masked import mask
from semantic_layer.interpret.outcome import Candidates
from semantic_layer.leaving import Leaving, leaving


def told(asking: Asking, candidates: Candidates) -> Leaving:
    """Its personal data masked, and without what is confidential, where that stays inside."""
    inside = bool(settings.AISLE_LANGUAGE_INSIDE)
    return leaving(mask(asking.normalised), candidates, asking.index, inside=inside)
