"""A question goes down the whole street: each step changes what it is given."""

import json
from pathlib import Path

import duckdb
import pytest
from django.conf import LazySettings

from bi_app import sealed
from bi_app.asking import plans
from bi_app.asking.ask import ask
from bi_app.asking.asking import Asked
from bi_app.asking.models import AnswerRecord, Question, RouteTaken, Status
from bi_app.audit.models import Entry
from bi_app.costs.models import Budget, LedgerEntry, Reservation, Spending
from bi_app.people.models import User
from bi_app.workload import Workload
from semantic_layer.interpret.outcome import Choice
from semantic_layer.query import MetricQuery
from tests.bi_app.street import say, send, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
SALES = MetricQuery(metrics=("net_sales",))
OCTOBER = "sold_on BETWEEN DATE '2026-10-04' AND DATE '2026-10-31'"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    sealed.client().flushdb()
    plans.forget()


def test_it_executes_the_statement_on_the_warehouse(larkfield: Path) -> None:
    answer = say("elena.exec", "net sales by region last month").finding

    with duckdb.connect(str(larkfield), read_only=True) as warehouse:
        expected = warehouse.execute(
            f"SELECT region, sum(net_amount)::DOUBLE FROM sales_lines JOIN stores USING (store_id) "
            f"WHERE {OCTOBER} GROUP BY region ORDER BY region"
        ).fetchall()
    assert answer.rows == tuple(expected)
    assert [column.name for column in answer.columns] == ["region", "net_sales"]


def test_it_admits_a_question_in_its_plain_form() -> None:
    plain = say("elena.exec", "net sales last month")

    strange = say("elena.exec", "  ｎｅｔ\u00a0sales\u200b  last month ")

    assert strange.finding.route is RouteTaken.RECALLED
    assert strange.finding.rows == plain.finding.rows


def test_it_recalls_what_was_understood_and_skips_what_was_for_that() -> None:
    first = say("elena.exec", "net sales by region last month")

    second = say("elena.exec", "net sales by region last month")

    assert (first.finding.route, second.finding.route) == (RouteTaken.RULES, RouteTaken.RECALLED)
    assert second.finding.query == first.finding.query
    assert second.finding.rows == first.finding.rows
    assert "interpret" in first.timings_ms
    assert not {"retrieve", "route", "interpret"} & set(second.timings_ms)


def test_it_retrieves_the_member_that_words_name() -> None:
    answer = say("elena.exec", "net sales in Denim last month").finding

    assert answer.query is not None
    assert [(each.dimension, each.values) for each in answer.query.filters] == [
        ("category", ("Denim",))
    ]


def test_it_interprets_words_as_a_query_with_relative_periods() -> None:
    answer = say("elena.exec", "net sales by region last month").finding

    assert answer.query is not None
    assert answer.query.model_dump(mode="json", exclude_defaults=True)["dimensions"] == ["region"]
    assert answer.interpretation is not None
    assert "4 to 31 October 2026" in answer.interpretation


def test_it_secures_the_rows_of_each_asker() -> None:
    everything = say("elena.exec", "net sales by region last month").finding

    own = say("sam.southwest", "net sales by region last month").finding

    assert [row[0] for row in own.rows] == ["Southwest", "West"]
    assert set(own.rows) < set(everything.rows)
    assert own.basis.policy == ("only your regions: Southwest, West",)
    assert everything.basis.policy == ()


def test_it_presents_cells_for_people_beside_the_rows() -> None:
    answer = say("elena.exec", "net sales by region last month").finding

    assert len(answer.cells) == len(answer.rows) == answer.row_count
    assert answer.cells[0][0] == answer.rows[0][0]
    assert answer.cells[0][1] != str(answer.rows[0][1])
    assert answer.narrative
    assert answer.chart is not None


def test_it_records_what_was_asked_what_ran_and_what_it_cost() -> None:
    answer = say("elena.exec", "net sales by region last month")

    kept = AnswerRecord.objects.get(question_id=answer.id)
    entry = Entry.objects.get(asking=str(answer.id))
    charge = LedgerEntry.objects.get(asking=str(answer.id))
    assert (kept.status, kept.code, kept.route) == ("answered", "", "rules")
    assert kept.statement_sha256 == entry.statement_sha256 != ""
    assert (entry.actor, entry.outcome, entry.rows) == (
        "elena.exec",
        "answered",
        len(answer.finding.rows),
    )
    assert json.loads(entry.words.body)["question"] == "net sales by region last month"
    assert "net sales by" not in str(entry.detail)
    assert entry.detail["planned"] == ["net_sales", "region"]
    assert "metric net_sales" in entry.detail["retrieved"]
    assert entry.detail["shown"]["rows"] == len(answer.finding.rows)
    assert [each["statement"] for each in entry.detail["run"]] == [kept.statement_sha256]
    assert (entry.detail["prompted"], entry.detail["exported"]) == ([], [])
    assert (charge.kind, charge.share, charge.workload) == ("warehouse", "preparation", "ask")
    assert charge.micros == kept.cost_micros == entry.micros == answer.cost.micros
    assert Reservation.objects.get(asking=str(answer.id)).settled is not None
    assert {"routing", "policy", "model", "governance"} <= set(kept.timings["shares"])


def test_it_keeps_no_rows_in_the_record() -> None:
    answer = say("elena.exec", "net sales by region last month")

    kept = AnswerRecord.objects.filter(question_id=answer.id).values().get()
    entry = Entry.objects.filter(asking=str(answer.id)).values().get()
    assert all(str(row[1]) not in f"{kept} {entry}" for row in answer.finding.rows)


def spent_by(username: str) -> int:
    person = User.objects.get(username=username).pk
    return Spending.objects.get(scope="person", subject=person, period="day").spent_micros


def test_it_charges_nothing_for_rows_that_were_kept() -> None:
    first = say("elena.exec", "net sales last month")
    spent = spent_by("elena.exec")

    second = say("elena.exec", "net sales last month")

    assert (first.finding.basis.rows_from, second.finding.basis.rows_from) == ("warehouse", "cache")
    assert second.cost.micros == 0
    assert spent_by("elena.exec") == spent


def test_it_never_shares_a_plan_or_rows_between_people_of_different_rights() -> None:
    for asker in ("elena.exec", "sam.southwest", "mara.merch", "sam.southwest", "elena.exec"):
        answer = say(asker, "net sales by region last month").finding
        regions = {row[0] for row in answer.rows}
        assert (regions == {"Southwest", "West"}) == (asker == "sam.southwest")

    assert say("owen.owner", "net sales by region last month").finding.route is RouteTaken.RECALLED


def test_it_shares_with_people_of_equal_rights() -> None:
    say("owen.owner", "units sold last month")

    answer = say("olivia.owner", "units sold last month").finding

    assert (answer.route, answer.basis.rows_from) == (RouteTaken.RECALLED, "cache")


@pytest.mark.parametrize(
    ("asker", "question", "code"),
    [
        ("elena.exec", "why did net sales fall last month", "not_yet"),
        ("elena.exec", "forecast net sales for next quarter", "not_yet"),
        ("sam.southwest", "gross margin last month", "not_permitted"),
        ("sam.southwest", "net sales in the Northeast last month", "not_permitted"),
        ("elena.exec", "email of customers", "personal_data"),
        ("elena.exec", "net sales by blorple zonk last month", "not_understood"),
    ],
)
def test_it_declines_and_records_it(asker: str, question: str, code: str) -> None:
    answer = say(asker, question)

    kept = AnswerRecord.objects.get(question_id=answer.id)
    assert answer.finding.status is Status.REFUSED
    assert answer.finding.refusal is not None
    assert answer.finding.refusal.code == kept.code == code
    assert answer.finding.rows == ()
    assert Reservation.objects.get(asking=str(answer.id)).settled is not None
    assert Entry.objects.get(asking=str(answer.id)).outcome == "refused"


def test_it_offers_the_plain_number_for_what_is_not_answered_yet() -> None:
    refused = say("elena.exec", "why did net sales fall last month").finding.refusal

    assert refused is not None
    (nearest,) = refused.nearest
    assert say("elena.exec", nearest).finding.status is Status.ANSWERED


def test_it_answers_an_administrator_no_data() -> None:
    answer = say("ada.admin", "net sales last month").finding

    assert answer.status is Status.REFUSED
    assert answer.rows == ()


def test_it_follows_up_in_a_conversation_only() -> None:
    first = say("elena.exec", "net sales by region last month")

    followed = say("elena.exec", "only the West", first.conversation)
    alone = say("elena.exec", "only the West")

    assert followed.conversation == first.conversation
    assert [row[0] for row in followed.finding.rows] == ["West"]
    assert alone.finding.status is not Status.ANSWERED


def test_it_follows_up_a_query_that_was_sent() -> None:
    first = send("elena.exec", metrics=["net_sales"], dimensions=["region"])

    followed = say("elena.exec", "by department", first.conversation).finding

    assert followed.query is not None
    assert followed.query.dimensions == ("department",)


def test_it_takes_no_look_back_for_a_turn() -> None:
    first = say("elena.exec", "margin by region last month")
    ask(
        Asked(query=SALES, conversation=str(first.conversation), workload=Workload.VIEW),
        who("elena.exec"),
    )

    chosen = say("elena.exec", "the rate", first.conversation).finding

    assert chosen.query is not None
    assert chosen.query.metrics == ("gross_margin_rate",)


def test_it_tells_about_the_catalogue_without_the_warehouse() -> None:
    answer = say("elena.exec", "how is gross margin defined?").finding

    assert answer.status is Status.ANSWERED
    assert (answer.query, answer.sql) == (None, None)
    assert answer.rows[0][0] == "gross_margin"


def test_it_cuts_long_results_and_says_so(settings: LazySettings) -> None:
    settings.AISLE_ANSWER_ROWS = 3

    answer = say("elena.exec", "net sales by region last month").finding

    assert (len(answer.rows), answer.row_count, answer.truncated) == (3, 6, True)


def test_it_answers_with_no_rows_and_says_so() -> None:
    answer = send(
        "elena.exec",
        metrics=["net_sales"],
        dimensions=["region"],
        thresholds=[{"metric": "net_sales", "op": "gt", "values": [1e12]}],
    ).finding

    assert (answer.status, answer.row_count) == (Status.ANSWERED, 0)
    assert any("no rows" in each for each in answer.caveats)


def test_it_fails_plainly_when_the_warehouse_is_away(settings: LazySettings) -> None:
    settings.WAREHOUSE = "duckdb:////nowhere/at/all.duckdb"

    answer = say("elena.exec", "net sales last month")

    assert answer.finding.status is Status.FAILED
    assert answer.finding.refusal is not None
    assert answer.finding.refusal.code == "warehouse_unavailable"
    assert "nowhere" not in answer.finding.refusal.detail
    assert AnswerRecord.objects.get(question_id=answer.id).code == "warehouse_unavailable"


def test_it_refuses_what_the_budget_does_not_allow_and_records_it() -> None:
    Budget.objects.filter(user__username="elena.exec").update(limit_micros=1)

    answer = say("elena.exec", "net sales last month")

    assert answer.finding.refusal is not None
    assert answer.finding.refusal.code == "over_budget"
    assert AnswerRecord.objects.get(question_id=answer.id).code == "over_budget"
    assert answer.cost.micros == 0
    assert LedgerEntry.objects.get(asking=str(answer.id)).micros == 0


def test_it_offers_choices_and_takes_the_next_words_as_one() -> None:
    first = say("elena.exec", "margin by region last month")

    assert first.finding.status is Status.CLARIFICATION
    assert first.finding.clarification is not None
    options: tuple[Choice, ...] = first.finding.clarification.options
    chosen = say("elena.exec", options[1].label, first.conversation).finding
    assert len(options) > 1
    assert chosen.status is Status.ANSWERED
    assert chosen.query == options[1].query


def test_it_loses_no_question() -> None:
    before = Question.objects.count()

    for question in ("net sales", "why", "blorple", "margin"):
        say("elena.exec", question)

    assert Question.objects.count() == before + 4
    assert not Question.objects.filter(answer=None).exists()
