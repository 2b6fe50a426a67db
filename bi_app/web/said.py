"""What was said to a question, as a page tells it.

It is kept in English with the answer, whoever looks at it and wherever. What stands in no catalogue
(mostly because it names something of the model) stays so on the page too.
"""

from django.utils.translation import gettext


def in_page_language(said: str) -> str:
    return gettext(said) if said else ""


def is_english(shown: str, said: str) -> bool:
    """Whether what is shown is what was said, word for word."""
    return bool(said) and shown == said
