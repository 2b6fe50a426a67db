"""Is a question about the catalogue, the calendar, or what the asker may see and spend?"""

from semantic_layer.interpret.catalogue.recognise import catalogue_question

__all__ = ["catalogue_question"]
