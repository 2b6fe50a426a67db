"""How long do the steps of the street take, and the whole of it, cold and repeated?

The steps are timed by the street's own clock while it answers real questions as somebody who sees
all and as somebody restricted. Cold: nothing is kept of the question's plan, statement or rows; the
engine's own file cache is warm, as it is in a running installation.
"""

from collections import defaultdict
from collections.abc import Iterator

from django.conf import settings

from bi_app import sealed
from bi_app.asking import plans
from bi_app.asking.answer import Answer
from bi_app.asking.ask import ask
from bi_app.asking.asking import Asked
from bi_app.asking.models import Status
from bi_app.people.asker import asker_for
from bi_app.people.models import User
from tests.bench.figures import Figure, figure

ROUNDS = 5
ASKED = {
    "elena.exec": (
        "net sales yesterday",
        "net sales by region last quarter vs last year",
        "gm% by dept QTD vs LY, excluding outlets",
        "weekly units for the last 13 weeks",
        "top 10 stores by sales per sq ft in Q3",
        "orders, AOV and UPT by channel month to date",
        "on hand units by month this year for Home",
        "net sales, visitors and conversion rate by region in October",
        "fill rate by supplier year to date",
        "return rate by category in Q3",
    ),
    "sam.southwest": (
        "net sales by store last month",
        "units by department week to date vs last year",
    ),
}
STEPS = {
    "retrieve": "retrieval, with the question's embedding",
    "interpretation": "interpretation: linking and grammar",
    "compile": "compile, secure and check",
    "execute": "engine: the statement at the gate",
    "present": "presentation",
    "record": "record: ledger, audit and answer in one transaction",
    "governed": "secure, check, ledger and audit together (bar: 10)",
    "total": "whole ask, cold",
}
PARTS = {
    "retrieve": ("retrieve",),
    "interpretation": ("route", "interpret"),
    "compile": ("compile", "secure", "check"),
    "execute": ("execute",),
    "present": ("present",),
    "record": ("record",),
    "governed": ("secure", "check", "hold", "record"),
    "total": ("total",),
}


def steps() -> Iterator[Figure]:
    """Each step of questions asked cold, then the whole of the same questions repeated."""
    settings.AISLE_ASKS_A_MINUTE = 1_000_000
    cold, repeated = [], []
    _ask_all()  # opens models, weights and connections, as any first question does
    for _ in range(ROUNDS):
        sealed.client().flushdb()
        plans.forget()
        cold += _ask_all()
        repeated += _ask_all()
    yield from _by_step(cold)
    yield _whole(repeated, "whole ask, repeated")


def _ask_all() -> list[Answer]:
    answers = []
    for name, questions in ASKED.items():
        asker = asker_for(User.objects.get(username=name))
        answers += [ask(Asked(text=text), asker) for text in questions]
    return answers


def _by_step(answers: list[Answer]) -> Iterator[Figure]:
    taken = defaultdict(list)
    for answer in answers:
        for name, parts in PARTS.items():
            known = [answer.timings_ms[part] for part in parts if part in answer.timings_ms]
            if known:
                taken[name].append(sum(known))
    for name, what in STEPS.items():
        note = _answered(answers) if name == "total" else ""
        yield figure(what, taken[name], "ms", note)


def _whole(answers: list[Answer], what: str) -> Figure:
    return figure(
        what, [answer.timings_ms["total"] for answer in answers], "ms", _answered(answers)
    )


def _answered(answers: list[Answer]) -> str:
    right = sum(answer.finding.status is Status.ANSWERED for answer in answers)
    return f"{right} of {len(answers)} answered with rows"
