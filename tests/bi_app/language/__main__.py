"""Write the golden prompts again: python -m tests.bi_app.language"""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests.bi_app.language.golden import write  # noqa: E402

write()
