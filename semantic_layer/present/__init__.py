"""Chart, numbers, sentence, caveats and next questions, made from rows alone."""

from semantic_layer.present.chart import draw, linked, longest_name, sized, themed
from semantic_layer.present.compose import present
from semantic_layer.present.kinds import Kind, kind_for, kinds_for
from semantic_layer.present.presentation import Presentation, Tone

__all__ = [
    "Kind",
    "Presentation",
    "Tone",
    "draw",
    "kind_for",
    "kinds_for",
    "linked",
    "longest_name",
    "present",
    "sized",
    "themed",
]
