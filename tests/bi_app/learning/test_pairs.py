"""Of verified questions one slot apart each answers itself, in whatever courtesy, and no other."""

from dataclasses import replace

import pytest

from bi_app.asking.admit import admit
from bi_app.asking.asking import Asked, Asking
from bi_app.asking.configuration import current
from bi_app.asking.names import metrics_of
from bi_app.asking.verified import verified
from bi_app.people.models import User
from metrics.embedding import embed
from metrics.models import Release, VerifiedQuestion
from metrics.verified import hash_of
from semantic_layer.interpret.alike import Alike, alike
from semantic_layer.query import MetricQuery
from tests.bi_app.learning.pairs import pairs
from tests.bi_app.street import who
from tests.counts import cases

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
PAIRS = 500
COURTESIES = (
    "{}",
    "Could you please show me {}?",
    "Hi, I would like to see the {}, thanks!",
    "please tell me {}",
)


@pytest.fixture
def asking() -> Asking:
    return admit(Asked(text="net sales last month"), who("elena.exec"))


def compared(text: str, asking: Asking) -> Alike:
    found = alike(text, asking.index, asking.policy, asking.clock, current().rules)
    assert found is not None
    return found


def test_their_slots_differ(asking: Asking) -> None:
    same = [
        (one, other)
        for one, other in pairs(asking.index, PAIRS)
        if compared(one, asking).slots == compared(other, asking).slots
    ]

    assert same == []


def test_each_recalls_itself_and_no_other(asking: Asking) -> None:
    texts = list(
        dict.fromkeys(each for pair in pairs(asking.index, cases(30, PAIRS)) for each in pair)
    )
    release, author, approver = (
        Release.objects.get(),
        User.objects.get(username="owen.owner"),
        (User.objects.get(username="olivia.owner")),
    )
    vectors = embed([compared(text, asking).bare for text in texts])
    plans = [MetricQuery(metrics=("net_sales",), limit=at + 1) for at in range(len(texts))]
    VerifiedQuestion.objects.bulk_create(
        VerifiedQuestion(
            text=text,
            query=plan.model_dump(mode="json", exclude_none=True),
            metrics=sorted(metrics_of(plan)),
            dimensions=[],
            hash=hash_of(text, plan.model_dump(mode="json", exclude_none=True)),
            vector=vector,
            release=release,
            author=author,
            approver=approver,
            approved_at=asking.asked_at,
        )
        for text, plan, vector in zip(texts, plans, vectors, strict=True)
    )

    for at, text in enumerate(texts):
        said = COURTESIES[at % len(COURTESIES)].format(text)
        found = verified(replace(asking, normalised=said))
        assert found is not None, said
        assert found.query == plans[at], said
