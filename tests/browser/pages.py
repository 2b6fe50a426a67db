"""The pages, each as somebody sees it on an ordinary day."""

from tests.browser.conftest import Visit
from tests.browser.scene import Scene, asking, at

ASKED = "net sales by region last quarter vs last year"
answered = asking(ASKED)


def _menu_open(visit: Visit) -> None:
    answered(visit)
    visit.page.locator("summary[data-chip=period-0]").click()
    visit.page.locator("details[open] .options").first.wait_for()


def _all_told(visit: Visit) -> None:
    """With the words, the computation and the way to object laid open."""
    answered(visit)
    for each in visit.page.locator(".computed > summary").all():
        each.click()


def _shared(visit: Visit) -> None:
    answered(visit)
    share = visit.page.locator(".links form:not(.link) button")
    if share.count():
        share.click()
    visit.page.locator(".link input[readonly]").first.wait_for()


def _by_its_link(visit: Visit) -> None:
    _shared(visit)
    visit.page.goto(visit.page.locator(".link input[readonly]").first.input_value())


def _suggesting(visit: Visit) -> None:
    visit.page.goto("/")
    visit.page.locator("#question").press_sequentially("net sal", delay=20)
    visit.page.locator("#suggestions:not([hidden])").wait_for()


def _metric(visit: Visit) -> None:
    visit.page.goto("/catalogue/metrics/net_sales/")
    visit.page.locator(".entry figure svg:visible").first.wait_for()


def _board(visit: Visit) -> None:
    """The person's own, with an answer pinned to it."""
    answered(visit)
    page = visit.page
    page.locator(".pin > summary").first.click()
    page.locator(".pin form button.second").click()
    page.locator(".tile svg:visible").first.wait_for()


PAGES = (
    Scene("sign-in", "Signing in", at("/sign-in/"), ("Name", "Password"), who="", slim=True),
    Scene("forgotten", "A forgotten password", at("/sign-in/forgotten/"), who=""),
    Scene("home", "Home", at("/"), ("What would you like to know?",), slim=True),
    Scene("suggestions", "While somebody types", _suggesting, ("Metrics", "Net sales")),
    Scene("answer", "An answer", answered, ("What this rests on", "✓ Certified"), slim=True),
    Scene("menu", "A chip's menu, open", _menu_open, ("Last quarter",), slim=True),
    Scene("computed", "How an answer was computed", _all_told, ("SELECT", "Rows from")),
    Scene("shared-link", "An answer with a link", _shared, ("Shared by this link",), slim=True),
    Scene("shared", "An answer by its link", _by_its_link, ("as they are now",)),
    Scene("series", "A series over time", asking("net sales by month this year")),
    Scene("follow-up", "A follow-up", asking(ASKED, "by channel instead"), ("Undo",)),
    Scene(
        "clarification",
        "A question asked back",
        asking("margin in Home last quarter"),
        ("Remember my choice",),
        slim=True,
    ),
    Scene("refusal", "An unknown word", asking("wobblies last week"), ("wobblies",), slim=True),
    Scene("conversations", "The conversations", at("/conversations/"), ("Search",), slim=True),
    Scene("board", "A board", _board, ("My page",), who="owen.owner", slim=True),
    Scene("boards", "The boards", at("/boards/"), who="owen.owner"),
    Scene("catalogue", "The catalogue", at("/catalogue/"), ("Certified", "Dimensions")),
    Scene("metric", "A metric", _metric, ("Ask for it", "Its definition"), slim=True),
    Scene("dimension", "A dimension", at("/catalogue/dimensions/region/"), ("Its members",)),
    Scene("usage", "My usage", at("/usage/"), ("What each question cost",), slim=True),
    Scene("costs", "Costs", at("/usage/costs/"), ("Download CSV",), who="ada.admin"),
    Scene("learned", "What was learnt from me", at("/learning/")),
    Scene("queue", "An owner's queue", at("/learning/queue/"), who="owen.owner"),
    Scene("verified", "Verified questions", at("/learning/verified/"), who="owen.owner"),
    Scene("sign-ins", "Where one is signed in", at("/account/sign-ins/"), ("this one",)),
    Scene("second-factor", "The second factor", at("/account/second-factor/"), ("Turn it on",)),
    Scene("keys", "API keys", at("/account/keys/"), ("A new key",), slim=True),
    Scene("password", "A new password", at("/account/password/"), ("Set password",)),
)
