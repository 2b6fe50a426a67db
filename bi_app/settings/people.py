"""Who may come in, and how?"""

from bi_app import env
from bi_app.people.provider import issuer, pairs, provider
from bi_app.settings.installation import BEHIND_PROXY, SECURE_COOKIES

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
