"""The catalogue shows each person what they may ask for, and nothing of what is closed to them."""

import html
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from bi_app.asking.models import Question, SharedAnswer, Status
from bi_app.people.entitlements import Entitled, entitled
from bi_app.people.models import User
from bi_app.web.catalogue import catalogue, open_metrics
from bi_app.web.catalogue_pages import dimension_page, metric_page
from bi_app.web.sources import fresh
from bi_app.web.uses import uses
from bi_app.web.variants import variants
from bi_app.workload import Workload
from metrics.models import Release, VerifiedQuestion
from metrics.releases import live
from metrics.verified import hash_of
from tests.bi_app.boards.boards import pinned
from tests.bi_app.street import say, who
from tests.counts import cases

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

HTMX = {"HX-Request": "true"}
MARGIN = ("Gross margin", "margin", "Cost of goods sold", "GMROI", "Inventory value")
See = Callable[..., str]


@pytest.fixture(autouse=True)
def in_no_hurry(settings: LazySettings) -> None:
    settings.AISLE_ASKS_A_MINUTE = 1_000_000


@pytest.fixture
def see(client: Client) -> See:
    """The page of an address as somebody sees it: its text, with its status in front."""

    def look(username: str, address: str, **headers: str) -> str:
        client.force_login(User.objects.get(username=username))
        response = client.get(address, headers=headers)
        return f"{response.status_code} {response.content.decode()}"

    return look


def rights_of(username: str) -> Entitled:
    return entitled(live(), who(username))


def labels(username: str, typed: str = "", kind: str = "metrics") -> list[str]:
    found = catalogue(typed, live(), rights_of(username))
    groups = found.metrics if kind == "metrics" else found.dimensions
    return [each.label for group in groups for each in group.entries]


class TestListed:
    def test_each_metric_has_its_owner_and_its_state(self, see: See) -> None:
        page = see("elena.exec", "/catalogue/")

        assert page.startswith("200")
        assert "Net sales" in page
        assert "✓ Certified" in page
        assert "Draft" in page
        assert "owen.owner" in page
        assert "Sales lines" in page

    def test_everything_that_is_open_is_there_once(self) -> None:
        rights = rights_of("elena.exec")

        assert sorted(labels("elena.exec")) == sorted(
            each.label for each in open_metrics(rights.index)
        )
        assert len(labels("elena.exec", kind="dimensions")) == len(rights.index.dimensions)

    @pytest.mark.parametrize("typed", ["", "margin", "cost", "profit", "gmroi", "inventory value"])
    def test_nothing_of_what_is_closed_is_listed_or_found(self, typed: str) -> None:
        assert set(labels("sam.southwest", typed)).isdisjoint(MARGIN)

    def test_who_may_ask_for_nothing_is_told_so(self, see: See) -> None:
        User.objects.create(username="nemo")

        assert "No data is open to you." in see("nemo", "/catalogue/")

    def test_it_is_a_step_away_from_the_box(self, see: See) -> None:
        assert 'href="/catalogue/">What can I ask?' in see("elena.exec", "/")


class TestFound:
    @pytest.mark.parametrize(
        ("typed", "first"),
        [
            ("net sales", "Net sales"),
            ("NET  Sales", "Net sales"),
            ("turnover", "Net sales"),  # a synonym
            ("sell thru", "Sell-through"),
            ("visitr", "Visitors"),  # misspelt
            ("visi", "Visitors"),  # begun
            ("forward wos", "Weeks of supply on forward sales"),
        ],
    )
    def test_a_metric_by_any_of_its_names(self, typed: str, first: str) -> None:
        assert labels("elena.exec", typed)[0] == first

    @pytest.mark.parametrize(("typed", "first"), [("region", "Region"), ("vendors", "Supplier")])
    def test_a_dimension_too(self, typed: str, first: str) -> None:
        assert first in labels("elena.exec", typed, kind="dimensions")

    def test_what_is_called_nothing(self, see: See) -> None:
        page = see("elena.exec", "/catalogue/?q=qqxzy")

        assert "Nothing that is open to you is called so." in page
        assert "qqxzy" in page

    @pytest.mark.parametrize("typed", ["%00", "%20", "%22%3E%3Cscript%3E", "x" * 5000])
    def test_anything_may_be_typed(self, see: See, typed: str) -> None:
        page = see("elena.exec", f"/catalogue/?q={typed}")

        assert page.startswith("200")
        assert '"><script>' not in page


class TestMetric:
    def test_it_tells_the_definition(self, see: See) -> None:
        page = see("elena.exec", "/catalogue/metrics/net_sales/")

        for each in ("Formula", "US dollars", "when it is higher", "owen.owner"):
            assert each in page, each
        assert "Measured on: " in page
        assert 'href="/catalogue/metrics/planned_net_sales/"' in page  # its plan
        assert 'href="/catalogue/dimensions/region/"' in page
        assert "through Thu 12 Nov 2026" in page
        assert "Last loaded" in page

    def test_it_tells_what_it_leaves_out(self, see: See) -> None:
        page = see("elena.exec", "/catalogue/metrics/online_share/")

        assert "Counted only" in page
        assert "Its parts: " in page

    @pytest.mark.parametrize(
        ("name", "beside"),
        [
            ("weeks_of_supply", "weeks_of_supply_trailing"),
            ("weeks_of_supply_trailing", "weeks_of_supply_forward"),
            ("net_sales", "gross_sales"),
            ("gross_margin", "gross_margin_rate"),  # they share an ambiguous word
            ("on_hand_units", "inventory_value"),
        ],
    )
    def test_what_is_called_nearly_the_same_stands_beside_it(self, name: str, beside: str) -> None:
        index = rights_of("elena.exec").index

        assert beside in [each.name for each in variants(index.metric(name), index)]

    def test_what_shares_a_plain_word_alone_does_not(self) -> None:
        index = rights_of("elena.exec").index

        found = {each.name for each in variants(index.metric("return_rate"), index)}
        assert found.isdisjoint({"fill_rate", "conversion_rate", "stockout_rate"})

    @pytest.mark.parametrize("name", ["gross_margin", "inventory_value", "no_such_metric", "x-y"])
    def test_what_is_closed_is_not_found_like_what_there_is_not(self, see: See, name: str) -> None:
        nothing = see("sam.southwest", "/catalogue/metrics/nothing/")
        for ending in ("", "preview/"):
            page = see("sam.southwest", f"/catalogue/metrics/{name}/{ending}")
            assert page.startswith("404")
            assert _without_token(page) == _without_token(nothing)

    def test_a_part_of_others_has_no_page(self, see: See) -> None:
        address = "/catalogue/metrics/units_sold_last_4_weeks/"

        assert see("elena.exec", address).startswith("404")

    @pytest.mark.parametrize("username", ["sam.southwest", "mara.merch"])
    def test_no_page_names_what_is_closed(self, see: See, username: str) -> None:
        index = rights_of(username).index
        every = {each.label for each in open_metrics(live().index)}
        closed = every - {each.label for each in open_metrics(index)}
        pages = ["/catalogue/", *(f"/catalogue/metrics/{name}/" for name in index.metrics)]
        pages += [f"/catalogue/dimensions/{name}/" for name in index.dimensions]

        assert closed
        for address in pages:
            page = see(username, address).casefold()
            assert [each for each in closed if each.casefold() in page] == [], address

    @pytest.mark.parametrize("username", ["elena.exec", "sam.southwest", "mara.merch"])
    def test_each_example_can_be_asked(self, username: str) -> None:
        rights = rights_of(username)
        failed = []
        for each in open_metrics(rights.index)[:: cases(7, 1)]:
            page = metric_page(each, live(), rights)
            assert page.questions, each.name
            failed += [asked for asked in page.questions if not _answered(username, asked)]

        assert failed == []

    def test_verified_questions_that_use_it_are_offered(self, see: See) -> None:
        verified("visitors by region last week", ["visitors"], ["region"])
        verified("margin by region last week", ["visitors", "gross_margin"], ["region"])

        page = see("sam.southwest", "/catalogue/metrics/visitors/")

        assert 'value="visitors by region last week"' in page
        assert "margin by region last week" not in page
        assert "visitors by region last week" not in see(
            "sam.southwest", "/catalogue/metrics/net_sales/"
        )


class TestFresh:
    def test_each_source_tells_its_last_day_and_whether_that_is_in_time(self) -> None:
        rights = rights_of("elena.exec")

        found = fresh(rights.index.metric("sell_through"), live(), rights.index)

        stock, sales = found.sources
        assert (stock.label, stock.through) == (
            "Inventory snapshots",
            "last counted on Sat 7 Nov 2026",
        )
        assert stock.promise == "In time: at most 7 days behind are promised"
        assert (sales.label, sales.through, sales.promise) == (
            "Sales lines",
            "through Thu 12 Nov 2026",
            "",
        )

    def test_a_late_one_says_by_how_much(self, monkeypatch: pytest.MonkeyPatch) -> None:
        last = (date(2026, 10, 17),)
        monkeypatch.setattr("bi_app.warehouse.loaded.snapshots_of", lambda *_: last)
        rights = rights_of("elena.exec")

        (stock,) = fresh(rights.index.metric("on_hand_units"), live(), rights.index).sources

        assert stock.late
        assert stock.promise == "Late: 26 days behind, at most 7 are promised"


class TestUses:
    def test_own_boards_are_named_and_those_of_others_counted(self, see: See) -> None:
        for title in ("net sales last month", "net sales by region last month"):
            pinned("elena.exec", title, new="Mondays")
        pinned("olivia.owner", "net sales last week", new="Olivia's plans")

        page = see("elena.exec", "/catalogue/metrics/net_sales/")

        assert page.count(">Mondays</a>") == 2
        assert "Boards of others" in page
        assert "Olivia's plans" not in html.unescape(page)
        assert "Mondays" not in see("elena.exec", "/catalogue/metrics/visitors/")

    def test_shared_links_are_counted_as_long_as_they_lead_somewhere(self) -> None:
        answer, rights = say("elena.exec", "visitors last week"), rights_of("sam.southwest")
        visitors = rights.index.metric("visitors")
        before = uses(visitors, rights, 0).kept.links
        link = SharedAnswer.objects.create(question_id=answer.id, token="t" * 43)
        shared = uses(visitors, rights, 0).kept.links
        SharedAnswer.objects.filter(pk=link.pk).update(taken_back=timezone.now())

        assert (shared, uses(visitors, rights, 0).kept.links) == (before + 1, before)

    @pytest.mark.parametrize(
        ("username", "metric", "above", "there"),
        [
            ("elena.exec", "net_sales", "gross_margin_rate", True),
            ("sam.southwest", "net_sales", "gross_margin_rate", False),  # closed to him
            ("sam.southwest", "net_sales", "average_order_value", True),
            ("elena.exec", "units_sold", "weeks_of_supply_trailing", True),  # through a part
            ("elena.exec", "conversion_rate", "net_sales", False),
        ],
    )
    def test_what_is_built_on_it_is_named_where_it_is_open(
        self, username: str, metric: str, above: str, there: bool
    ) -> None:
        rights = rights_of(username)

        found = uses(rights.index.metric(metric), rights, 0).built_on_it

        assert (above in [each.name for each in found]) == there


class TestPreview:
    ADDRESS = "/catalogue/metrics/visitors/preview/"

    def test_it_is_a_chart_of_thirteen_months(self, see: See) -> None:
        page = see("sam.southwest", self.ADDRESS, **HTMX)

        assert "<svg" in page
        assert "<!doctype" not in page
        assert page.count('<th scope="row"') == 13

    def test_without_scripts_it_is_a_page(self, see: See) -> None:
        page = see("sam.southwest", self.ADDRESS)

        assert "<!doctype" in page
        assert "<svg" in page

    def test_it_is_recorded_as_a_view_and_nothing_else_is(self, see: See) -> None:
        before = Question.objects.count()

        see("sam.southwest", "/catalogue/")
        see("sam.southwest", "/catalogue/metrics/visitors/")
        see("sam.southwest", "/catalogue/dimensions/region/")
        assert Question.objects.count() == before

        see("sam.southwest", self.ADDRESS, **HTMX)
        latest = Question.objects.latest("asked_at")
        assert Question.objects.count() == before + 1
        assert latest.workload == Workload.VIEW

    def test_each_metric_has_one_or_says_why_not(self, see: See) -> None:
        for each in open_metrics(rights_of("elena.exec").index)[:: cases(5, 1)]:
            page = see("elena.exec", f"/catalogue/metrics/{each.name}/preview/", **HTMX)
            assert page.startswith("200"), each.name
            assert "<svg" in page or 'class="understood"' in page, each.name


class TestDimension:
    def test_it_tells_its_members_and_its_place(self, see: See) -> None:
        page = see("elena.exec", "/catalogue/dimensions/district/")

        assert "Store, from coarse to fine" in page
        assert 'href="/catalogue/dimensions/region/"' in page
        assert 'href="/catalogue/metrics/net_sales/"' in page

    def test_members_are_those_that_the_person_may_see(self, see: See) -> None:
        shown = dict.fromkeys(("elena.exec", "sam.southwest"), "")
        for name in shown:
            shown[name] = see(name, "/catalogue/dimensions/region/")

        assert "<li>Midwest</li>" in shown["elena.exec"]
        assert "<li>Southwest</li>" in shown["sam.southwest"]
        assert "Midwest" not in shown["sam.southwest"]
        assert "2 that you may see" in shown["sam.southwest"]

    def test_of_many_the_first_ones(self) -> None:
        rights = rights_of("elena.exec")
        page = dimension_page(rights.index.dimension("product_name"), live(), rights)

        assert len(page.members) == 50
        assert page.in_all > 50

    @pytest.mark.parametrize("username", ["elena.exec", "sam.southwest", "mara.merch"])
    def test_each_example_can_be_asked(self, username: str) -> None:
        rights = rights_of(username)
        asked = [
            question
            for each in rights.index.dimensions.values()
            for question in dimension_page(each, live(), rights).questions
        ]

        assert [each for each in asked[:: cases(5, 1)] if not _answered(username, each)] == []

    def test_what_there_is_not(self, see: See) -> None:
        assert see("elena.exec", "/catalogue/dimensions/nothing/").startswith("404")
        assert see("elena.exec", "/catalogue/dimensions/customer_name/").startswith("404")


def _answered(username: str, question: str) -> bool:
    return say(username, question).finding.status is Status.ANSWERED


def _without_token(page: str) -> str:
    return re.sub(r'(X-CSRFToken": |value=)"[^"]*"', "", page)


def verified(text: str, metrics: list[str], dimensions: list[str]) -> None:
    query = {
        "metrics": metrics,
        "dimensions": dimensions,
        "period": {"kind": "relative", "unit": "week", "offset": -1},
    }
    VerifiedQuestion.objects.create(
        text=text,
        query=query,
        metrics=metrics,
        dimensions=dimensions,
        hash=hash_of(text, query),
        vector=[0.1] * 384,
        release=Release.objects.get(number=live().number),
        author=User.objects.get(username="ana.analyst"),
        approver=User.objects.get(username="owen.owner"),
        approved_at="2026-11-12T08:00Z",
    )


@pytest.mark.parametrize(
    ("username", "typed", "found"),
    [
        ("elena.exec", "northeast", True),
        ("sam.southwest", "northeast", False),  # another's region
        ("sam.southwest", "southwest", True),
    ],
)
def test_a_member_leads_to_its_dimension(see: See, username: str, typed: str, found: bool) -> None:
    page = see(username, f"/catalogue/?q={typed}")

    member = f'<strong translate="no">{typed.title()}</strong> is one of'
    assert (f'{member} <a href="/catalogue/dimensions/region/" translate="no">' in page) == found
