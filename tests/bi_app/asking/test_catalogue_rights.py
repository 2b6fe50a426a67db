"""What is told of the catalogue is what the asker may see; what is hidden reads as absent."""

import pytest

from bi_app import sealed
from bi_app.asking.answer import Finding
from bi_app.asking.models import Status
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    sealed.client().flushdb()


def told(username: str, question: str) -> Finding:
    found = say(username, question).finding
    assert found.status is Status.ANSWERED, found.refusal or found.clarification
    assert found.ran is None
    assert found.statement_sha256 == ""
    return found


def text_of(found: Finding) -> str:
    return f"{found.narrative} {found.rows} {found.interpretation} {found.refusal}"


def test_it_counts_the_stores_of_the_asker() -> None:
    everything = told("elena.exec", "how many stores do I have access to?")
    own = told("sam.southwest", "why do I see only 17 stores")

    assert "You may see 12 stores" in everything.narrative
    assert "No restriction" in everything.narrative
    assert "You may see 4 stores" in own.narrative
    assert "only your regions: Southwest, West" in own.narrative
    assert "Austin Domain" in own.narrative
    assert "Boston" not in text_of(own)


@pytest.mark.parametrize(
    ("username", "question", "facts"),
    [
        ("sam.southwest", "am I allowed to see the Midwest?", ("No: “Midwest” is outside",)),
        ("sam.southwest", "may I see the West", ("Yes: “West” is within",)),
        ("mara.merch", "why don't I see Kids?", ("No: “Kids” is outside", "Women's")),
        ("sam.southwest", "can I see gross margin?", ("No: Gross margin is closed to you",)),
        ("elena.exec", "can I see gross margin?", ("Yes: Gross margin is open to you",)),
        ("mara.merch", "why can't I see labor cost", ("No: Labor cost is closed to you",)),
        ("mara.merch", "is footfall off limits?", ("No: Visitors is closed to you",)),
        ("sam.southwest", "what am I not allowed to look at", ("Gross margin", "Personal data")),
        ("elena.exec", "is anything hidden from me?", ("No metric of the catalogue is closed",)),
        ("mara.merch", "which rows do I get", ("only your departments: Accessories, Women's",)),
        ("ada.admin", "what data can I see?", ("No data is open to you",)),
    ],
)
def test_it_tells_what_is_open_and_what_is_closed(
    username: str, question: str, facts: tuple[str, ...]
) -> None:
    found = told(username, question)

    for fact in facts:
        assert fact in found.narrative


@pytest.mark.parametrize(
    "question",
    [
        "what is gross margin?",
        "how is GMROI calculated",
        "who owns cost of goods sold",
        "is gross margin rate certified?",
        "what's the difference between net sales and gross margin?",
        "by what can I split gross margin",
        "how fresh is inventory value",
    ],
)
def test_it_refuses_what_a_closed_metric_means(question: str) -> None:
    found = say("sam.southwest", question).finding

    assert found.refusal is not None
    assert found.refusal.code == "not_permitted"
    assert "cost amount" not in text_of(found)


def test_it_lists_only_the_members_that_are_open() -> None:
    found = told("mara.merch", "which categories do we have?")

    assert "Denim" in found.narrative
    assert "Skincare" not in text_of(found)
    assert "Northeast" not in text_of(told("sam.southwest", "list all regions"))


def test_it_lists_only_the_metrics_that_are_open() -> None:
    found = told("sam.southwest", "what can I ask?")

    assert "gross_margin" not in [row[0] for row in found.rows]
    stock = told("sam.southwest", "what can I ask about inventory")
    assert "inventory_value" not in [row[0] for row in stock.rows]
    assert "Closed to you" in stock.narrative


@pytest.mark.parametrize(
    "words",
    [
        "what can I ask about {}",
        "what does {} mean?",
        "can I see {}",
        "why don't I see {}",
        "am I allowed to see {}?",
        "who owns {}",
        "is {} included in net sales",
        "which categories are in {}",
        "how fresh is {}",
        "is {} certified",
    ],
)
@pytest.mark.parametrize(
    ("username", "hidden", "absent"),
    [("mara.merch", "Skincare", "Squimble"), ("sam.southwest", "Chicagoland", "Plibnumbland")],
)
def test_it_says_of_hidden_names_what_it_says_of_absent_ones(
    username: str, hidden: str, absent: str, words: str
) -> None:
    ends = [
        text_of(say(username, words.format(name)).finding).replace(name, "NAME")
        for name in (hidden, absent)
    ]

    assert ends[0] == ends[1]


def test_it_tells_an_administrator_of_the_catalogue_and_of_no_data() -> None:
    assert "sum of net amount" in told("ada.admin", "what is net sales?").narrative
    assert told("ada.admin", "who owns gross margin").narrative.startswith("Gross margin is owned")
    assert say("ada.admin", "net sales last month").finding.refusal is not None
