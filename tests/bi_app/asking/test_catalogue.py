"""Questions about the catalogue are told from what is known, and no statement runs for them."""

import pytest

from bi_app import sealed
from bi_app.asking.answer import Finding
from bi_app.asking.models import Status
from bi_app.costs.models import Budget, Period, Scope
from bi_app.people.models import User
from bi_app.warehouse import gate, service
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    sealed.client().flushdb()


@pytest.fixture(autouse=True)
def no_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the days of the data are known, the warehouse is asked nothing."""
    say("elena.exec", "how fresh is the data?")
    say("elena.exec", "how current are the traffic figures")

    def never(*arguments: object, **named: object) -> None:
        raise AssertionError("A statement was run.")

    monkeypatch.setattr(gate, "fly", never)
    monkeypatch.setattr(service, "_run", never)


def told(question: str, username: str = "elena.exec") -> Finding:
    found = say(username, question).finding
    assert found.status is Status.ANSWERED, found.refusal or found.clarification
    assert found.ran is None
    assert (found.sql, found.query, found.statement_sha256) == (None, None, "")
    assert found.columns
    return found


def column(found: Finding, name: str) -> list[object]:
    at = [each.name for each in found.columns].index(name)
    return [row[at] for row in found.rows]


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("what does ATV stand for?", ("“ATV” is Average order value", "net sales ÷ orders")),
        ("how is markdown rate worked out", ("discounts ÷ gross sales", "Discounts (sum of")),
        ("meaning of conversion?", ("Channel is Store", "olivia.owner", "certified, version 1")),
        ("what is same-store sales?", ("Comp sales", "Stores open for thirteen fiscal months")),
        ("is tax part of net sales", ("before returns and tax", "sum of net amount")),
        ("what does stock mean here?", ("On-hand units:", "Inventory value:")),
        ("what is a district?", ("District: The district of the store",)),
        ("what's meant by comparable stores?", ("A temporary closure leaves a store in",)),
        ("what does BOGO mean?", ("“BOGO” is one of the promotion types",)),
        ("which version of AUR is in use", ("Average unit retail", "version 1")),
        ("what unit is weeks of supply in?", ("Weeks of supply:",)),
    ],
)
def test_it_tells_what_a_name_means(question: str, facts: tuple[str, ...]) -> None:
    found = told(question)

    for fact in facts:
        assert fact in found.narrative


def test_it_tells_a_definition_in_the_columns_of_old() -> None:
    found = told("define fill rate")

    names = [each.name for each in found.columns]
    assert names[:8] == [
        "metric",
        "label",
        "definition",
        "formula",
        "unit",
        "owner",
        "version",
        "certified",
    ]
    assert column(found, "metric") == ["fill_rate"]
    assert column(found, "certified") == [True]


def test_it_sets_two_definitions_side_by_side() -> None:
    found = told("how does gross margin differ from gross margin rate?")

    assert column(found, "metric") == ["gross_margin", "gross_margin_rate"]
    assert "are not the same" in found.narrative
    assert "gross margin ÷ net sales" in found.narrative
    same = told("is takings the same as turnover?")
    assert "words for the same: Net sales" in same.narrative


@pytest.mark.parametrize(
    ("question", "owner"),
    [
        ("who looks after fill rate?", "Fill rate is owned by olivia.owner"),
        ("who is in charge of region", "Region is owned by olivia.owner"),
        ("who do I talk to about the sales plan data", "Sales plan is owned by owen.owner"),
        ("who owns the metrics?", "owen.owner owns net sales"),
    ],
)
def test_it_tells_whose_it_is(question: str, owner: str) -> None:
    assert owner in told(question).narrative


def test_it_tells_what_is_certified() -> None:
    assert told("is net sales vetted?").narrative.startswith("Yes: Net sales is certified")
    no = told("is weeks of supply on forward sales certified")
    assert no.narrative.startswith("No: Weeks of supply on forward sales")
    every = told("any uncertified metrics?")
    assert "Markdown rate on net sales" in every.narrative
    assert column(every, "certified")[0] is False


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("how recent is the data", ("12 November 2026 (2026-11-12)", "29 January 2023")),
        ("how much history do we have?", ("begins on 29 January 2023 (2023-01-29)",)),
        ("when was inventory last counted", ("last counted on 7 November 2026 (2026-11-07)",)),
        ("how current are the traffic figures", ("Store days: loaded up to 12 November 2026",)),
        ("until when is the budget loaded", ("Sales plan: kept by week",)),
        ("do we have data for October?", ("Yes: all of fiscal October 2026",)),
        ("are the numbers for this week complete", ("In part: week 41",)),
    ],
)
def test_it_tells_how_fresh_the_data_is(question: str, facts: tuple[str, ...]) -> None:
    found = told(question)

    for fact in facts:
        assert fact in found.narrative
    assert column(found, "data_through") == ["2026-11-12"] * len(found.rows)


@pytest.mark.parametrize(
    ("question", "metrics"),
    [
        ("what can I ask about vendors", {"supplier_on_time_rate", "fill_rate", "late_po_value"}),
        ("what do you know about returns?", {"returns_amount", "returned_units", "return_rate"}),
        ("which metrics are there for staffing", {"labor_hours", "labor_cost"}),
        ("what can I ask about the plan", {"planned_net_sales", "sales_vs_plan"}),
        ("what data do you have about stock?", {"on_hand_units", "sell_through", "gmroi"}),
        ("can I ask about loyalty?", {"loyalty_share"}),
        ("what can I ask about Hanoi Textile", {"fill_rate"}),
    ],
)
def test_it_tells_what_may_be_asked(question: str, metrics: set[str]) -> None:
    found = told(question)

    assert metrics <= set(column(found, "metric"))
    assert "you may ask for" in found.narrative
    assert all(column(found, "breakdowns"))


def test_it_says_where_there_is_nothing_of_a_kind() -> None:
    found = say("elena.exec", "what can I ask about the weather").finding

    assert found.refusal is not None
    assert found.refusal.code == "not_modelled"


def test_it_tells_by_what_a_metric_can_be_split() -> None:
    found = told("by which dimensions can I slice footfall")

    assert "region" in column(found, "dimension")
    assert "brand" not in column(found, "dimension")
    assert told("can footfall be broken down by region?").narrative.startswith("Yes: Visitors")
    no = told("can footfall be broken down by brand?")
    assert no.narrative.startswith("No: Visitors is not kept by brand. It can be split by region")
    assert column(no, "possible") == [False]
    assert told("is conversion available by week").narrative.startswith("Yes: Conversion rate")


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("which loyalty tiers are there?", ["Bronze", "Silver", "Gold", "Platinum"]),
        ("channels?", ["App", "Online", "Store"]),
        ("kinds of promotion", ["BOGO", "Clearance", "Free Gift", "Loyalty Offer", "Percent Off"]),
    ],
)
def test_it_lists_members(question: str, members: list[str]) -> None:
    found = told(question)

    assert column(found, "member") == members
    assert ", ".join(members[:-1]) in found.narrative


def test_it_lists_the_first_of_many_members() -> None:
    found = told("list all products")

    assert found.row_count > len(found.rows)
    assert found.truncated
    assert f"{found.row_count} in all" in found.narrative


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("what is the 4-5-4 calendar", ("4, 5 and 4 weeks", "Saturday nearest to the end of Jan")),
        ("when does the fiscal year end?", ("30 January 2027 (2027-01-30)",)),
        ("when did Q2 begin", ("3 May 2026 (2026-05-03)",)),
        ("first day of fiscal 2025?", ("2 February 2025 (2025-02-02)",)),
        ("which fiscal week is it", ("week 41 of fiscal 2026",)),
        ("what day do our weeks start on", ("Weeks start on Sunday",)),
        ("which months make up Q1", ("fiscal February 2026", "fiscal April 2026")),
        ("which years have 53 weeks", ("fiscal 2023", "2024-02-03")),
        ("what does last quarter mean?", ("2 August 2026 (2026-08-02)", "364 days earlier")),
        ("which months are the holiday season", ("November", "December")),
        ("when is Thanksgiving?", ("27 November 2025", "next Thanksgiving is on 26 November 2026")),
        ("what do you show if I name no period", ("1 February 2026", "weeks of supply")),
        ("how is last year compared?", ("364 days earlier",)),
        ("does October mean calendar October", ("fiscal October 2026", "calendar October 2026")),
    ],
)
def test_it_tells_the_calendar(question: str, facts: tuple[str, ...]) -> None:
    found = told(question)

    for fact in facts:
        assert fact in found.narrative


def test_it_tells_what_is_too_small_or_too_personal_to_be_shown() -> None:
    small = told("what is the smallest group you show")
    assert column(small, "smallest_group") == [5]
    personal = told("do you ever show personal data?")
    assert "never answered" in personal.narrative
    assert "birth decade" in personal.narrative


def test_it_tells_ones_own_spending_alone() -> None:
    sam = User.objects.get(username="sam.southwest")
    Budget.objects.update_or_create(
        scope=Scope.PERSON, user=sam, period=Period.MONTH, defaults={"limit_micros": 12_000_000}
    )

    found = told("how much of my budget is left?", "sam.southwest")

    assert column(found, "period") == ["Today", "This month"]
    assert column(found, "budget") == [5.0, 12.0]
    assert column(found, "left") == [5.0, 12.0]
    assert "12.00 USD is left" in found.narrative
    assert column(told("my usage"), "budget") == [5.0, None]
