"""What is hidden from somebody reads as what does not exist: the same words, the same kind of end.

Only names that the model declares public are told to be closed. How long it takes is compared by
`make bench`.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django import Settings

from bi_app import sealed
from bi_app.asking.models import Conversation
from bi_app.asking.readable import readable
from bi_app.people.models import User
from metrics.models import ValueEntry, ValueSpelling, ValueWord
from metrics.releases import live
from metrics.retrieve import retrieve
from metrics.texts import bag, misspelling_keys, stem_of, words_of
from metrics.vocabulary import renew_vocabulary
from semantic_layer.access import policy_for
from tests.bi_app.api.conftest import Api
from tests.bi_app.street import who

# By person: a hidden name of a dimension, and one of the same form that nothing has.
HIDDEN = [
    ("mara.merch", "category", "Skincare", "Squimble"),
    ("mara.merch", "category", "Baby", "Vyxq"),
    ("mara.merch", "category", "School Uniforms", "Scrobl Wuzzformz"),
]
IN_WORDS = [
    "net sales of {} last month",
    "net sales by store of {}",
    "{}",
    "what is {}?",
    "net sales in {} and Denim",
    "top 3 products in {}",
    "net sales without {}",
]
TOKEN = re.compile(r"[A-Za-z0-9]{64}")  # of the page's form
ANSWERS = ("status", "refusal", "clarification", "columns", "row_count", "narrative", "confidence")


@pytest.fixture
def told(api: Callable[[str], Api], settings: Settings) -> Callable[[str, str, Any], Any]:
    settings.AISLE_ASKS_A_MINUTE = 100_000

    def told(username: str, path: str, body: Any) -> Any:
        reply = api(username).post(path, body).json()
        return {name: reply.get(name) for name in ANSWERS}

    return told


def _alike(told: Any, name: str) -> Any:
    text = json.dumps(told)
    for form in (name, name.lower(), name.casefold()):
        text = text.replace(form, "NAME")
    for word in name.split():
        text = text.replace(word, "NAME").replace(word.lower(), "NAME")
    return text


def test_it_says_of_what_is_hidden_what_it_says_where_it_does_not_exist(
    told: Callable[[str, str, Any], Any],
) -> None:
    """Down to the order of what is offered: the words are the same, the index has lost the rest."""
    asked = [(name, words.format(hidden)) for name, _, hidden, _ in HIDDEN for words in IN_WORDS]
    before = [told(name, "ask", {"question": question}) for name, question in asked]

    _forget_what_is_hidden_from("mara.merch")

    for (name, question), end in zip(asked, before, strict=True):
        assert told(name, "ask", {"question": question}) == end, question


def _forget_what_is_hidden_from(username: str) -> None:
    release = live()
    policy = policy_for(release.index, who(username), release.hash)
    own = readable(ValueEntry, policy).values("pk")
    public = release.index.model.public.dimensions
    gone, _ = ValueEntry.objects.exclude(pk__in=own).exclude(dimension__in=public).delete()
    assert gone > 100
    renew_vocabulary()
    sealed.client().flushdb()


def queries(dimension: str, name: str) -> Iterator[Any]:
    for op in ("in", "not_in"):
        yield {
            "metrics": ["net_sales"],
            "filters": [{"dimension": dimension, "op": op, "values": [name]}],
        }
    inner = {"metrics": ["orders"], "dimensions": ["store_name"]}
    inner["filters"] = [{"dimension": dimension, "values": [name]}]
    yield {"metrics": ["net_sales"], "filters": [{"dimension": "store_name", "members": inner}]}


@pytest.mark.parametrize(("username", "dimension", "hidden", "absent"), HIDDEN)
def test_it_tells_hidden_from_absent_by_no_query(
    told: Callable[[str, str, Any], Any], username: str, dimension: str, hidden: str, absent: str
) -> None:
    ends = [
        [
            _alike(told(username, "query", {"metric_query": query}), name)
            for query in queries(dimension, name)
        ]
        for name in (hidden, absent)
    ]

    assert ends[0] == ends[1]


@pytest.mark.parametrize(
    ("username", "name"), [("sam.southwest", "Northeast"), ("mara.merch", "Kids")]
)
def test_it_says_of_public_names_that_they_are_closed(
    told: Callable[[str, str, Any], Any], username: str, name: str
) -> None:
    end = told(username, "ask", {"question": f"net sales of {name} last month"})

    assert end["refusal"]["code"] == "not_permitted"


CROWD = {  # what is asked: hidden names that lie nearer to it, or as near
    "net sales of Jewel last month": ("Jewela", "Jewelb", "Jewelc", "Jeweld"),
    "net sales of Jewelrry last month": ("Jewelrrya", "Jewelrryb", "Jewelrryc", "Jewelrryd"),
    "net sales of Handbgs last month": ("Handbas", "Handbag", "Handbgas", "Handbegs", "Handbogs"),
}


@pytest.mark.django_db
@pytest.mark.usefixtures("retailer")
@pytest.mark.parametrize("question", CROWD)
def test_it_mends_and_completes_by_what_the_asker_may_see(question: str) -> None:
    release, mara = live(), who("mara.merch")
    policy = policy_for(release.index, mara, release.hash)
    before = retrieve(question, release, policy)

    for name in CROWD[question]:
        _hide(name)

    assert retrieve(question, release, policy) == before


def _hide(name: str) -> None:
    """A member that only people of another department may know of."""
    words = words_of(name)
    ValueEntry.objects.create(
        dimension="category",
        value=name,
        text=name,
        compact="".join(words),
        bag=bag(words),
        words=words,
        scope={"department": ["Kids"]},
        digest="0" * 32,
    )
    for word in words:
        ValueWord.objects.create(word=word, stem=stem_of(word), texts=1)
        ValueSpelling.objects.bulk_create(
            ValueSpelling(key=key, word=word) for key in misspelling_keys(word)
        )


def test_it_finds_nobody_elses_page(api: Callable[[str], Api]) -> None:
    theirs = api("elena.exec").ask("net sales last month")["conversation"]
    client = api("sam.southwest").client
    client.force_login(User.objects.get(username="sam.southwest"))
    absent = "0b8f1f6e-5c57-4e8e-9c0c-7e3f4a2d9b11"
    assert Conversation.objects.filter(pk=theirs).exists()

    pages = [client.get(f"/conversations/{name}/") for name in (theirs, absent)]

    assert [page.status_code for page in pages] == [404, 404]
    read = [TOKEN.sub("", page.content.decode()) for page in pages]
    assert read[0].replace(theirs, "") == read[1].replace(absent, "")
