"""What else a page may have to tell: nothing there, not whole, not now, not you, not any more."""

from collections.abc import Callable

from tests.browser.conftest import Visit
from tests.browser.pages import answered
from tests.browser.scene import Scene, asking, at

NEW = "nora.new"  # who has asked nothing yet, and has no budget of their own
RATHER_SLOW = {"offline": False, "latency": 5_000, "downloadThroughput": -1, "uploadThroughput": -1}
WORDS = "net sales by brand last month"
MOST_TRIES = 4


def sent(question: str, times: int = 1) -> Callable[[Visit], None]:
    """From home, whatever page comes of it."""

    def reach(visit: Visit) -> None:
        for _ in range(times):
            visit.page.goto("/")
            visit.ask(question)
            visit.page.locator(".turn .said, main p a[href*='?question']").first.wait_for()

    return reach


def waiting(visit: Visit) -> None:
    answered(visit)
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("Network.emulateNetworkConditions", RATHER_SLOW)
    visit.ask("by month")
    visit.page.locator("[aria-busy] .working").wait_for()


def offline(visit: Visit) -> None:
    answered(visit)
    visit.page.context.set_offline(True)
    visit.ask("by month")
    visit.page.locator("#notice .notice").wait_for()


def _sign_out_elsewhere(visit: Visit) -> None:
    other = visit.page.context.new_page()
    other.goto("/")
    other.locator("form.who button").click()
    other.wait_for_selector("input[name=password]")
    other.close()


def signed_out(visit: Visit) -> None:
    answered(visit)
    _sign_out_elsewhere(visit)
    visit.ask("by month")
    visit.page.locator("#notice .notice").wait_for()


def older_than_the_sign_in(visit: Visit) -> None:
    visit.page.goto("/")
    _sign_out_elsewhere(visit)
    other = visit.page.context.new_page()
    other.goto("/")
    Visit(other, []).sign_in("mara.merch", visit.password)
    other.wait_for_selector("#question")
    other.close()
    visit.ask(WORDS)
    visit.page.locator("main p a[href*='?question']").wait_for()


def too_many(visit: Visit) -> None:
    """In a conversation of before: the page stays, with a notice."""
    visit.page.goto("/conversations/")
    visit.page.locator(".list a").first.click()
    visit.page.locator(".turn").first.wait_for()
    for _ in range(MOST_TRIES):
        turns = visit.page.locator(".turn").count()
        visit.ask(WORDS)
        come = f".turn:nth-of-type({turns + 1}), #notice .notice"
        visit.page.locator(come).first.wait_for()
        if visit.page.locator("#notice .notice").count():
            return


def without_files(visit: Visit) -> None:
    answered(visit)
    visit.page.locator(".actions > details:not(.pin) > summary").click()
    visit.page.locator("button[formaction$='/export/csv/']").click()
    visit.page.locator("main > .hello h1").wait_for()


def by_rules_alone(visit: Visit) -> None:
    """After some failures the model is not tried any more for a while."""
    for nth in range(MOST_TRIES):
        sent(f"net sales of the wobbly things number {nth} by region")(visit)
    visit.page.goto("/")


STATES = (
    Scene("first-visit", "The first visit", at("/"), ("Nothing yet",), NEW, slim=True),
    Scene("no-conversations", "No conversation yet", at("/conversations/"), ("kept here",), NEW),
    Scene("nothing-learnt", "Nothing learnt yet", at("/learning/"), ("None yet",), NEW),
    Scene("working", "The moment after Enter", waiting, ("Working on it…",), slim=True),
    Scene(
        "partial-period",
        "A period that is not over",
        asking("net sales by region this month"),
        ("is not over: the numbers run to", "so far"),
        slim=True,
    ),
    Scene("zero", "Zero is a number", asking("discounts by store yesterday"), ("$0.00",)),
    Scene(
        "no-value",
        "No value where there is nothing to work it out from",
        asking("average order value by store yesterday vs last year"),
        ("is empty where there is nothing to work it out from",),
    ),
    Scene(
        "no-rows",
        "Nothing was recorded that fits",
        asking("net sales of Belts in the West at 12 November by store"),
        ("nothing was recorded that fits the question",),
        slim=True,
    ),
    Scene(
        "outside-data",
        "Days that the data does not hold",
        asking("net sales in 2015"),
        ("The data holds", "Ask for a period inside the data"),
    ),
    Scene(
        "small-groups",
        "Groups of too few people are left out",
        asking("net sales by loyalty tier yesterday"),
        ("too small to show without telling of single people", "Left out"),
    ),
    Scene(
        "many-rows",
        "More rows than are shown",
        asking("net sales by product by store this year"),
        ("Only the first 1,000 rows are shown",),
    ),
    Scene(
        "not-permitted",
        "A number that is closed to somebody",
        asking("gross margin by region last month"),
        ("You may not see gross margin", "owner can tell who may"),
        "sam.southwest",
        slim=True,
    ),
    Scene(
        "forbidden",
        "A page that is closed to somebody",
        at("/usage/costs/"),
        ("This is not open to you", "administrator"),
        complains=True,
    ),
    Scene("not-found", "No such page", at("/nowhere/"), ("Nothing is here",), complains=True),
    Scene(
        "only-forms",
        "An address that only takes forms",
        at("/ask/"),
        ("Nothing can be opened here",),
        complains=True,
    ),
    Scene(
        "offline",
        "Without a network",
        offline,
        ("You are offline", "What you typed is kept", "Try again"),
        slim=True,
    ),
    Scene(
        "signed-out",
        "Signed out in another tab",
        signed_out,
        ("You are not signed in any more", "Sign in"),
        "mara.merch",
        anew=True,
        complains=True,
        slim=True,
    ),
    Scene(
        "older-page",
        "A page from before the sign-in",
        older_than_the_sign_in,
        ("This page is older than your sign-in", WORDS, "Open the page again"),
        "mara.merch",
        anew=True,
        complains=True,
    ),
    Scene(
        "over-budget",
        "The budget is used up",
        asking("net sales by subcategory in the third week of May"),
        ("budget", "Ask for more"),
        NEW,
        trouble="no budget",
        slim=True,
    ),
    Scene(
        "dear",
        "A dear question is confirmed first",
        asking("net sales by subcategory in the second week of May"),
        ("This is expected to cost about", "Ask it all the same"),
        trouble="dear",
    ),
    Scene(
        "too-many",
        "Asked faster than one may",
        too_many,
        ("You may ask 1 question a minute", "seconds and ask again"),
        trouble="one a minute",
        complains=True,
    ),
    Scene(
        "too-many-from-home",
        "Asked from home faster than one may",
        sent(WORDS, MOST_TRIES),
        ("A moment, please", WORDS, "Back, with your question"),
        trouble="one a minute",
        complains=True,
        slim=True,
    ),
    Scene(
        "warehouse-away",
        "Home while the warehouse is away",
        at("/"),
        ("The warehouse does not answer at the moment",),
        trouble="no warehouse",
    ),
    Scene(
        "no-answer",
        "An answer while the warehouse is away",
        asking(WORDS),
        ("The warehouse does not answer", "Please ask again later", "Ask again"),
        trouble="no warehouse",
        slim=True,
    ),
    Scene(
        "timeout",
        "A question that takes too long",
        asking("returns amount by region in May"),
        ("took too long", "shorter period or fewer groups", "Ask again"),
        trouble="slow warehouse",
    ),
    Scene(
        "no-files",
        "No file while Redis is away",
        without_files,
        ("Nothing was taken away", "Please try again in a minute"),
        trouble="no redis",
        complains=True,
    ),
    Scene(
        "rules-only",
        "The language model is away",
        by_rules_alone,
        ("The language model does not answer at the moment", "read by rules alone"),
        trouble="no language model",
    ),
    Scene(
        "old-data",
        "Data that lies behind",
        at("/"),
        ("The data ends on 12 November", "days ago"),
        trouble="old data",
    ),
    Scene(
        "late-source",
        "A number whose source is late",
        asking("on hand units by region"),
        ("Inventory snapshots is late: it ends on 17 October 2026", "At most 7 days are promised"),
        trouble="late sources",
        slim=True,
    ),
    Scene(
        "stale-source",
        "A number whose source is too late",
        asking("visitors by region last month"),
        ("Store days is late: it ends on 1 October 2026", "Ask for days that are loaded"),
        trouble="late sources",
    ),
    Scene(
        "not-possible",
        "The application's own database is away",
        at("/"),
        ("Not possible right now", "Please try again in a minute", "Reference"),
        trouble="no database",
        complains=True,
    ),
    Scene(
        "broken",
        "What nobody expected",
        at("/"),
        ("Something went wrong on our side", "tell your administrator the reference", "Reference"),
        trouble="no tables",
        complains=True,
        slim=True,
    ),
)
