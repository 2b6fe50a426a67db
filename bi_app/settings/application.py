"""Of what is the application put together, and what are browsers told?"""

from bi_app import env
from bi_app.logs import logging_settings
from bi_app.settings.installation import (
    AISLE_PAGE_LANGUAGE,
    AISLE_TRANSLATIONS,
    BASE_DIR,
    BEHIND_PROXY,
    SECURE_COOKIES,
)
from bi_app.settings.page_language import ENGLISH

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "rest_framework_api_key",
    "drf_spectacular",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "bi_app",
    "bi_app.people",
    "metrics",
    "bi_app.warehouse",
    "bi_app.costs",
    "bi_app.audit",
    "bi_app.asking",
    "bi_app.learning",
    "bi_app.boards",
    "bi_app.privacy",
    "bi_app.web",
    "bi_app.api",
    "bi_app.demo",
]
MIDDLEWARE = [
    "bi_app.logs.name_the_request",
    "bi_app.api.english.in_english",
    "django.middleware.security.SecurityMiddleware",
    "bi_app.headers.content_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "bi_app.people.sign_ins.keep_sign_ins",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "bi_app.web.problems.ProblemsOnPages",
]
CSRF_FAILURE_VIEW = "bi_app.web.problems.forged"
ROOT_URLCONF = "bi_app.urls"
WSGI_APPLICATION = "bi_app.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# metrics imports nothing of the product
AISLE_READ_MEMBERS = "bi_app.warehouse.service.members"
AISLE_EXPLAIN = "bi_app.asking.explain.explain"
AISLE_COMPLETE = "bi_app.language.completions.complete"  # imported where models are asked alone


# What browsers are told
SECURE_SSL_REDIRECT = SECURE_COOKIES
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # probes speak plain HTTP to the process itself
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE_COOKIES else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_COOKIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

STATIC_URL = "/static/"
STATICFILES_DIRS = [folder for folder in (BASE_DIR / "static",) if folder.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # served from where they lie: nothing to collect before a start

# Words, times and logs
LANGUAGE_CODE = AISLE_PAGE_LANGUAGE  # one for all: no person and no browser chooses another
LANGUAGES = sorted({(AISLE_PAGE_LANGUAGE, AISLE_PAGE_LANGUAGE), (ENGLISH, "English")})
LOCALE_PATHS = [AISLE_TRANSLATIONS] if AISLE_TRANSLATIONS else []
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

LOG_LEVEL = env.choice(
    "LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"), "The least that is logged."
)
LOGGING = logging_settings(LOG_LEVEL)
