"""Chart, numbers, sentence, caveats and next questions, made from rows alone."""

from semantic_layer.present.chart import themed
from semantic_layer.present.compose import present
from semantic_layer.present.presentation import Presentation, Tone

__all__ = ["Presentation", "Tone", "present", "themed"]
