"""What is this installation made of, and what are its limits?

Read from top to bottom. Every variable of the environment goes through `bi_app.env`, which
stops the process on a wrong value; `docs/settings.md` lists them all.
"""

import os
import re

from kombu import Queue

from bi_app import env
from bi_app.databases import broker_address, postgres_database
from bi_app.demo.file import NAME as DEMO_FILE
from bi_app.demo.file import var_folder
from bi_app.embedded.places import Places
from bi_app.logs import logging_settings
from bi_app.mail import read_mail
from bi_app.people.provider import issuer, pairs, provider
from bi_app.warehouse.address import read_address, read_connections
from bi_app.workload import Workload

BASE_DIR = env.PROJECT
VAR = var_folder(os.environ)  # also needed before the demo's file can be found
env.declare("AISLE_VAR", "a folder", "var in the project", "Where run-time files are kept.")
env.read_demo_file(VAR / DEMO_FILE)

# --- What kind of installation -----------------------------------------------------------------

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

HOST = env.text("HOST", "127.0.0.1", "an address of this machine", "Where `make serve` listens.")
PORT = env.whole("PORT", 8000, "The port that `make serve` listens on.")
WEB_PROCESSES = env.whole("WEB_PROCESSES", 1, "How many processes serve the web.")

# --- Servers -----------------------------------------------------------------------------------

EMBEDDED_SERVERS = Places(VAR)
DATABASE_URL = env.url(
    "DATABASE_URL",
    ("postgresql", "postgres"),
    "The application's PostgreSQL (with pgvector): postgresql://user:password@host:5432/name.",
    default=EMBEDDED_SERVERS.database_url if EMBEDDED else None,
    shown="the embedded server where AISLE_EMBEDDED is true; else required",
)
DATABASE_POOL = env.whole("DATABASE_POOL", 16, "The most database connections of one process.")
REDIS_URL = env.url(
    "REDIS_URL",
    ("redis", "rediss", "unix"),
    "The Redis for cache and queues: redis://host:6379.",
    default=EMBEDDED_SERVERS.redis_url if EMBEDDED else None,
    shown="the embedded server where AISLE_EMBEDDED is true; else required",
)
WAREHOUSES = env.connections(
    "WAREHOUSES",
    "WAREHOUSE",
    read_connections,
    "main=duckdb:///file, archive=postgresql://user:password@host:5432/database",
    "Named warehouses, each with an address as WAREHOUSE takes it. Each is checked at the start;"
    " AISLE_CONNECTION says which one is read.",
)
_MAIN = env.address(
    "WAREHOUSE",
    read_address,
    "duckdb:///file or postgresql://user:password@host:5432/database",
    "The retailer's warehouse. duckdb:///var/x.duckdb is a file, seen from the project's folder."
    " PostgreSQL under an account that may only read; its options (?name=value) are host (of a"
    " Unix socket), sslmode (disable, require, verify-ca, verify-full), sslrootcert, schema"
    " (public) and version_table (aisle_data_version, one row that each load changes).",
    required=not WAREHOUSES,
)
WAREHOUSES = ({"main": _MAIN} if _MAIN else {}) | WAREHOUSES
CONNECTION = env.text(
    "AISLE_CONNECTION",
    "main",
    f"one of the names of WAREHOUSES ({', '.join(WAREHOUSES)})",
    "The warehouse that the model is of.",
)
if CONNECTION not in WAREHOUSES:
    raise env.WrongSetting(
        "AISLE_CONNECTION", f"is {CONNECTION!r}", f"one of {', '.join(WAREHOUSES)}"
    )
WAREHOUSE = WAREHOUSES[CONNECTION]

AISLE_REQUIRE_SECOND_WALL = env.flag(
    "AISLE_REQUIRE_SECOND_WALL",
    False,
    "Answer nothing unless the warehouse holds the policies by itself: PostgreSQL that"
    " `manage.py harden_warehouse` was applied to (docs/warehouse.md).",
)

ROLLUPS = env.address(
    "ROLLUPS",
    read_address,
    "as WAREHOUSE",
    "Who may write rollups into the warehouse; empty: none are built or read. For a DuckDB file the"
    " address of WAREHOUSE again: the file is then replaced by a copy that has them. For PostgreSQL"
    " the same database under an account that may read the warehouse's tables and create the schema"
    " aisle_rollups (or owns it); the data must tell its version in a version_table.",
    required=False,
)

DATABASES = {"default": postgres_database(DATABASE_URL, DATABASE_POOL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The numbers of the databases inside one Redis. Django's own cache is not used: it unpickles.
REDIS_CACHE, REDIS_QUEUES = 0, 1

# --- Limits and prices -------------------------------------------------------------------------

AISLE_QUESTION_CHARACTERS = env.whole(
    "AISLE_QUESTION_CHARACTERS", 500, "The most characters of a question."
)
AISLE_ASKS_A_MINUTE = env.whole(
    "AISLE_ASKS_A_MINUTE", 30, "The most questions of one person in a minute."
)
AISLE_ASKS_AT_ONCE = env.whole(
    "AISLE_ASKS_AT_ONCE", 3, "The most questions of one person that are under way at once."
)
AISLE_VIEWS_AT_ONCE = env.whole(
    "AISLE_VIEWS_AT_ONCE", 6, "The most earlier answers that one person looks at at once."
)
AISLE_BATCHES_AT_ONCE = env.whole(
    "AISLE_BATCHES_AT_ONCE", 1, "The most questions of one person's jobs that run at once."
)
AISLE_AT_ONCE_WAIT_SECONDS = env.whole(
    "AISLE_AT_ONCE_WAIT_SECONDS",
    5,
    "How long a question waits for one of these places before it is refused.",
    least=0,
)
AISLE_WAREHOUSE_POOL = env.whole(
    "AISLE_WAREHOUSE_POOL", 8, "The most statements of one process that run on the warehouse."
)
AISLE_STATEMENT_SECONDS = env.whole(
    "AISLE_STATEMENT_SECONDS", 15, "The longest that one statement may run on the warehouse."
)
AISLE_STATEMENT_ROWS = env.whole(
    "AISLE_STATEMENT_ROWS", 10_000, "The most rows that one statement may return."
)
AISLE_ANSWER_ROWS = env.whole("AISLE_ANSWER_ROWS", 1_000, "The most rows of an answer.")
AISLE_ANSWER_BYTES = env.whole(
    "AISLE_ANSWER_BYTES", 5 * 1024 * 1024, "The most bytes of one statement's result."
)
AISLE_RESULT_CACHE_SECONDS = env.whole(
    "AISLE_RESULT_CACHE_SECONDS", 24 * 3600, "How long a result may be kept for the same statement."
)
AISLE_ENGINE_MICROS_A_SECOND = env.whole(
    "AISLE_ENGINE_MICROS_A_SECOND",
    500,
    "What one second of the warehouse costs, in millionths of the currency.",
    least=0,
)
AISLE_CONFIRM_MICROS = env.whole(
    "AISLE_CONFIRM_MICROS",
    100_000,
    "A question that is expected to cost more is confirmed before it runs, in millionths of the"
    " currency.",
    least=0,
)
AISLE_DAILY_BUDGET_MICROS = env.whole(
    "AISLE_DAILY_BUDGET_MICROS",
    5_000_000,
    "The budget of a person a day where none is set, in millionths of the currency.",
    least=0,
)
AISLE_EXPORT_MICROS_A_THOUSAND_ROWS = env.whole(
    "AISLE_EXPORT_MICROS_A_THOUSAND_ROWS",
    0,
    "What a thousand exported rows cost, in millionths of the currency.",
    least=0,
)
AISLE_PRICES = env.text(
    "AISLE_PRICES",
    "",
    "a file, seen from the project's folder",
    "Prices of language models (YAML, docs/costs.md); empty: those that come with genai-prices.",
    accept=lambda _: True,
)
AISLE_SPARED_MODEL = env.text(
    "AISLE_SPARED_MODEL",
    "",
    "the name of a language model",
    "What understanding a question would cost by this model is told as saved by the rules.",
    accept=lambda _: True,
)
AISLE_CURRENCY = env.text(
    "AISLE_CURRENCY",
    "USD",
    "three capital letters",
    "The currency of costs and budgets.",
    accept=re.compile("[A-Z]{3}").fullmatch,
)

AISLE_AUDIT_ANCHORS = env.text(
    "AISLE_AUDIT_ANCHORS",
    str(VAR / "audit-anchors"),
    "a folder",
    "Where the head of the record is written down every minute; best where nothing can be changed.",
    shown="audit-anchors in AISLE_VAR",
)
AISLE_AUDIT_KEEP_DAYS = env.whole(
    "AISLE_AUDIT_KEEP_DAYS",
    2557,
    "How long the record is kept: whole months that ended longer ago are dropped, unless held.",
    least=31,
)

# metrics imports nothing of the product
AISLE_READ_MEMBERS = "bi_app.warehouse.service.members"
AISLE_EXPLAIN = "bi_app.asking.explain.explain"

DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024  # a question is short, and so is a MetricQuery
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# --- The application ---------------------------------------------------------------------------

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
    "bi_app.privacy",
    "bi_app.web",
    "bi_app.api",
    "bi_app.demo",
]
MIDDLEWARE = [
    "bi_app.logs.name_the_request",
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

# --- People and sign-in ------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_AGE = 12 * 3600
PASSWORD_RESET_TIMEOUT = 3600

AISLE_TRIES_AN_ACCOUNT = env.whole(
    "AISLE_TRIES_AN_ACCOUNT",
    10,
    "The most tries to sign in to one account in a quarter of an hour.",
)
AISLE_TRIES_AN_ADDRESS = env.whole(
    "AISLE_TRIES_AN_ADDRESS",
    50,
    "The most tries to sign in from one network address in a quarter of an hour.",
)

AISLE_LANGUAGE_INSIDE = env.flag(
    "AISLE_LANGUAGE_INSIDE",
    False,
    "The language model's endpoint runs in the house, so that it may be told confidential names "
    "and values. Personal data it is never told.",
)

AISLE_KEY_DAYS = env.whole("AISLE_KEY_DAYS", 90, "How many days an API key is good for at most.")
AISLE_OWN_KEYS = env.flag(
    "AISLE_OWN_KEYS", True, "People may make API keys for themselves, on the page of their account."
)

# allauth signs people in; its limits count in Django's cache, so ours stand in their place.
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
ACCOUNT_ADAPTER = "bi_app.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_METHODS = {"password", "mfa"}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
MFA_ADAPTER = "bi_app.people.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Aisle"
MFA_TOTP_TOLERANCE = 1  # the code before, and the one after: clocks differ
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True

# Single sign-on by one provider that speaks OpenID Connect.
AISLE_OIDC_ISSUER = env.address(
    "AISLE_OIDC_ISSUER",
    issuer,
    "https://…",
    "The provider of single sign-on (OpenID Connect); empty: none. It sends people back to"
    " /sign-in/by/company/back/ of this installation.",
    required=False,
)
AISLE_OIDC_CALLED = env.text(
    "AISLE_OIDC_CALLED", "your company", "a text", "What people call the provider."
)
AISLE_OIDC_NAME = AISLE_OIDC_CALLED if AISLE_OIDC_ISSUER else ""
AISLE_OIDC_CLIENT = env.text(
    "AISLE_OIDC_CLIENT", "aisle", "a text", "The client id that the provider knows Aisle by."
)
AISLE_OIDC_SECRET = env.text(
    "AISLE_OIDC_SECRET",
    "",
    "a text",
    "The secret that the provider gave for that client.",
    accept=lambda _: True,
)
AISLE_OIDC_SCOPES = env.words(
    "AISLE_OIDC_SCOPES",
    ["openid", "profile", "email"],
    "The scopes that the provider is asked for.",
)
AISLE_OIDC_ROLES = env.text(
    "AISLE_OIDC_ROLES",
    "",
    "the name of a claim",
    "The claim that holds somebody's roles, by the names of the model; a.b is b inside a. Empty:"
    " roles are given here.",
    accept=lambda _: True,
)
AISLE_OIDC_GROUPS = env.text(
    "AISLE_OIDC_GROUPS",
    "",
    "the name of a claim",
    "The claim that holds somebody's groups; those that exist here by that name count. Empty:"
    " groups are given here.",
    accept=lambda _: True,
)
AISLE_OIDC_ATTRIBUTES = pairs(
    env.words(
        "AISLE_OIDC_ATTRIBUTES",
        [],
        "attribute=claim for each attribute of the model that a claim holds.",
    )
)
AISLE_OIDC_MAKES_ACCOUNTS = env.flag(
    "AISLE_OIDC_MAKES_ACCOUNTS",
    False,
    "Whoever the provider vouches for gets an account; else only those who have one come in.",
)
SOCIALACCOUNT_ADAPTER = "bi_app.people.oidc.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form could not lead to another site under our content policy
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # the adapter looks for the address itself
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
SOCIALACCOUNT_PROVIDERS = provider(
    AISLE_OIDC_ISSUER, AISLE_OIDC_NAME, AISLE_OIDC_CLIENT, AISLE_OIDC_SECRET, AISLE_OIDC_SCOPES
)

# --- Mail --------------------------------------------------------------------------------------

AISLE_MAIL = env.address(
    "AISLE_MAIL",
    read_mail,
    "smtp://user:password@host:587, smtps://…, file:///folder or console:",
    "How mail is sent: links to set a new password. smtp always turns encryption on. Empty: none is"
    " sent, and only an administrator can set a password.",
    required=False,
)
MAILS = bool(AISLE_MAIL)
MAIL = read_mail(AISLE_MAIL)
EMAIL_BACKEND, EMAIL_FILE_PATH = MAIL.backend, MAIL.file_path
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = MAIL.use_tls, MAIL.use_ssl, 10
DEFAULT_FROM_EMAIL = env.text(
    "AISLE_MAIL_FROM", "aisle@localhost", "an address", "The sender of mail."
)

# --- What browsers are told --------------------------------------------------------------------

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

# --- REST --------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "bi_app.api.authentication.ApiKeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "bi_app.api.scope.InScope",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["bi_app.api.parsing.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "bi_app.api.problems.problem_response",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Aisle",
    "DESCRIPTION": "Governed, natural-language business intelligence for retailers.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
}

# --- Jobs --------------------------------------------------------------------------------------

CELERY_BROKER_URL = broker_address(REDIS_URL, REDIS_QUEUES)
CELERY_RESULT_BACKEND = None  # outcomes are rows in PostgreSQL, not messages
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_QUEUES = [Queue(workload.value) for workload in Workload]
CELERY_TASK_DEFAULT_QUEUE = Workload.BATCH.value
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TASK_ROUTES = {"bi_app.people.tasks.mail_links": {"queue": Workload.VIEW.value}}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 2 * CELERY_TASK_TIME_LIMIT,  # a running job is not delivered again
    "socket_timeout": 30,  # above the seconds that a worker blocks in waiting for a job
    "socket_connect_timeout": 5,
}
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "settle forgotten reservations": {
        "task": "bi_app.costs.tasks.settle_forgotten_reservations",
        "schedule": 300.0,
    },
    "compare counters with the ledger": {
        "task": "bi_app.costs.tasks.verify_counters",
        "schedule": 3600.0,
    },
    "anchor the record": {
        "task": "bi_app.audit.tasks.anchor_the_record",
        "schedule": 60.0,
    },
    "retain the record": {
        "task": "bi_app.audit.tasks.retain_the_record",
        "schedule": 86_400.0,
    },
    "clear old sign-ins": {
        "task": "bi_app.people.tasks.clear_old_sign_ins",
        "schedule": 24 * 3600.0,
    },
}
if ROLLUPS:
    CELERY_BEAT_SCHEDULE["build rollups of new data"] = {
        "task": "bi_app.warehouse.tasks.build_rollups",
        "schedule": 300.0,
    }
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")

# --- Words, times and logs ---------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
USE_I18N = False
TIME_ZONE = CELERY_TIMEZONE = "UTC"
USE_TZ = True

LOG_LEVEL = env.choice(
    "LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"), "The least that is logged."
)
LOGGING = logging_settings(LOG_LEVEL)
