"""What kind of installation is this, and by what secrets and names is it known?"""

import os
from pathlib import Path

from babel import localedata

from bi_app import env
from bi_app.demo.file import NAME as DEMO_FILE
from bi_app.demo.file import var_folder
from bi_app.settings.page_language import page_language

BASE_DIR = env.PROJECT
VAR = var_folder(os.environ)  # also needed before the demo's file can be found
env.declare("AISLE_VAR", "a folder", "var in the project", "Where run-time files are kept.")
env.read_demo_file(VAR / DEMO_FILE)

DEBUG = env.flag("DEBUG", False, "Django's debugging pages; for development only.")
SECRET_KEY = env.secret("SECRET_KEY", "Signs sessions and tokens. Different for each installation.")
AUDIT_KEY = env.secret(
    "AUDIT_KEY",
    "Signs the anchors of the record, and hashes values in it; keep it away from the database.",
)
CACHE_KEY = env.secret(
    "CACHE_KEY",
    "Seals what is kept in Redis, so that nobody who can write there changes an answer.",
)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", [], "Host names that the application answers to.")
CSRF_TRUSTED_ORIGINS = env.words(
    "CSRF_TRUSTED_ORIGINS", [], "Origins (https://…) that forms may come from behind a proxy."
)
SECURE_COOKIES = env.flag("SECURE_COOKIES", True, "Cookies and sign-in over HTTPS only.")
BEHIND_PROXY = env.flag(
    "BEHIND_PROXY",
    False,
    "Trust X-Forwarded-Proto and the last of X-Forwarded-For, as the one proxy in front says them;"
    " only where there is one.",
)
EMBEDDED = env.flag(
    "AISLE_EMBEDDED",
    DEBUG,
    "Use the PostgreSQL and Redis that come with the project where no address is set;"
    " true by default where DEBUG is.",
)

AISLE_LOCALE = env.text(
    "AISLE_LOCALE",
    "en_US",
    "a language and a country, such as de_DE",
    "By whose custom numbers and dates are written.",
    accept=localedata.exists,
)
AISLE_TRANSLATIONS = env.text(
    "AISLE_TRANSLATIONS",
    "",
    "a folder",
    "Translations of the page: `<language>/LC_MESSAGES/django.mo` in it (docs/translating.md).",
    accept=lambda folder: Path(folder).is_dir(),
)
AISLE_PAGE_LANGUAGE = page_language(AISLE_TRANSLATIONS)

HOST = env.text("HOST", "127.0.0.1", "an address of this machine", "Where `make serve` listens.")
PORT = env.whole("PORT", 8000, "The port that `make serve` listens on.")
WEB_PROCESSES = env.whole("WEB_PROCESSES", 1, "How many processes serve the web.")
