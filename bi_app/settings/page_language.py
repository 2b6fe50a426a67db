"""In which language does the page speak, and is there a translation into it?"""

import re
from pathlib import Path

from django.utils.translation import to_locale

from bi_app import env

ENGLISH = "en"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def page_language(translations: str) -> str:
    language = env.text(
        "AISLE_PAGE_LANGUAGE",
        ENGLISH,
        "a language in small letters, such as de or pt-br",
        "What the page speaks; any but en takes a translation in AISLE_TRANSLATIONS.",
        accept=LANGUAGE.fullmatch,
    )
    catalogue = Path(translations, to_locale(language), "LC_MESSAGES", "django.mo")
    if language != ENGLISH and not (translations and catalogue.is_file()):
        raise env.WrongSetting(
            "AISLE_PAGE_LANGUAGE",
            f"is {language!r}",
            f"en, or a translation, {to_locale(language)}/LC_MESSAGES/django.mo,"
            " in AISLE_TRANSLATIONS",
        )
    return language
