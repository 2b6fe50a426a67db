"""Whatever an endpoint does ends in a completion or in none, in time, and what it did is noted."""

import time
from collections.abc import Callable, Iterator, Mapping

import pytest
from django.conf import LazySettings

from bi_app.costs.usage import Tokens
from bi_app.language import completions, health
from bi_app.language.call import Call, Completion, NotCompleted
from bi_app.language.configuration import Language, language
from bi_app.language.endpoints import endpoints
from bi_app.language.reply import Cannot, Unreadable, read_reply
from bi_app.language.speak import Talk, speak
from bi_app.language.spending import charges_of
from semantic_layer.errors import OverBudget
from tests.bi_app.language.conftest import Serve
from tests.bi_app.language.endpoint import Sent, completion, reply
from tests.bi_app.language.golden import composed

CANNOT = reply(None, {}, "No.")
QUERY = {"metrics": ["amount"]}
GOOD = reply(QUERY, {"moolah": "amount"})


@pytest.fixture
def calls() -> list[Call]:
    return []


@pytest.fixture
def talk(serve: Serve, calls: list[Call]) -> Callable[..., Completion]:
    """One question put to whatever is served by then."""

    def put(seconds: float = 1.0, hold: Callable[[int], None] = lambda _: None) -> Completion:
        configured = language()
        assert isinstance(configured, Language)
        (tier, *_) = configured.tiers
        until = time.monotonic() + seconds
        return speak(
            Talk(configured, tier, composed(tier.name), "moolah", "model", hold, calls, until)
        )

    return put


BAD: Mapping[str, tuple[Sent, str, bool]] = {  # what is sent, what is noted, what is charged for
    "is slow": (Sent(GOOD.body, wait=1.5), "too slow", True),
    "drips": (Sent(GOOD.body, drip=0.05), "too slow", True),
    "dies mid-reply": (Sent(GOOD.body, cut=len(GOOD.body) // 2), "connection lost", True),
    "dies at once": (Sent(GOOD.body, cut=0), "connection lost", True),
    "sends no JSON": (Sent(b"<html>Welcome!</html>"), "no completion", True),
    "sends bytes": (Sent(bytes(range(256))), "no completion", True),
    "sends something else": (Sent(b'{"choices": []}'), "no completion", True),
    "sends too much": (Sent(b" " * 3_000_000), "connection lost", True),
    "leads elsewhere": (Sent(b"", 302, {"Location": "http://127.0.0.1:9/"}), "302", False),
    "knows no such model": (Sent(b'{"error": {"message": "none"}}', 404), "404", False),
    "does not know the key": (Sent(b"", 401), "401", False),
    "is broken": (Sent(b"oops", 500), "500", False),
    "takes no more": (Sent(b"{}", 429, {"Retry-After": "20"}), "429", False),
}


@pytest.mark.parametrize(("sent", "noted", "charged"), BAD.values(), ids=BAD)
def test_it_gives_no_completion_where_an_endpoint(
    serve: Serve,
    talk: Callable[..., Completion],
    calls: list[Call],
    sent: Sent,
    noted: str,
    charged: bool,
) -> None:
    there = serve(lambda _: sent)
    begun = time.monotonic()

    with pytest.raises(NotCompleted):
        talk()

    assert time.monotonic() - begun < 10
    assert len(there.asked) == 1
    (call,) = calls
    assert (call.outcome, call.estimated, bool(call.tokens.prompt)) == (noted, True, charged)
    charges = list(charges_of(calls, "model"))
    assert [bool(each.micros) for each in charges] == [charged]
    assert charges[0].detail["outcome"] == noted


def test_it_notes_an_endpoint_that_is_not_there(
    serve: Serve, talk: Callable[..., Completion], calls: list[Call], settings: LazySettings
) -> None:
    serve(lambda _: GOOD)
    settings.AISLE_LANGUAGE_URL = "http://127.0.0.1:9/v1"

    with pytest.raises(NotCompleted):
        talk()
    completions.hang_up(settings.AISLE_LANGUAGE_URL)

    assert [(each.outcome, each.tokens) for each in calls] == [("connection lost", Tokens(0))]


USAGES = {
    "none": (None, True),
    "a lie": ({"prompt_tokens": 10**15, "completion_tokens": 1}, True),
    "no number": ({"prompt_tokens": "many"}, True),
    "less than nothing": ({"prompt_tokens": -5, "completion_tokens": 5}, True),
    "what it was": ({"prompt_tokens": 900, "completion_tokens": 40}, False),
}


@pytest.mark.parametrize(("usage", "estimated"), USAGES.values(), ids=USAGES)
def test_it_counts_tokens_itself_where_an_endpoint_counts(
    serve: Serve,
    talk: Callable[..., Completion],
    calls: list[Call],
    usage: Mapping[str, object] | None,
    estimated: bool,
) -> None:
    serve(lambda _: completion("{}", usage=usage))

    talk()

    assert calls[0].estimated is estimated
    assert 500 < calls[0].tokens.prompt < 20_000
    assert 0 < calls[0].tokens.completion <= 2_000


def test_it_makes_no_call_that_is_not_held(
    serve: Serve, talk: Callable[..., Completion], calls: list[Call]
) -> None:
    there = serve(lambda _: GOOD)
    asked: list[int] = []

    def hold(micros: int) -> None:
        asked.append(micros)
        raise OverBudget("Nothing is left.")

    with pytest.raises(OverBudget):
        talk(hold=hold)

    assert asked[0] > 2_000 * 0.6  # the longest reply alone
    assert (there.asked, calls) == ([], [])


def test_it_turns_to_the_second_endpoint(
    serve: Serve, talk: Callable[..., Completion], calls: list[Call]
) -> None:
    serve(lambda _: Sent(b"", 503))
    second = serve(lambda _: GOOD, small="gpt-4o")

    assert talk().text

    assert [(each.model, each.outcome) for each in calls] == [
        ("gpt-4o-mini", "503"),
        ("gpt-4o", "replied"),
    ]
    assert [each["model"] for each in second.asked] == ["gpt-4o"]


def test_it_leaves_the_second_endpoint_some_time(
    serve: Serve, talk: Callable[..., Completion]
) -> None:
    serve(lambda _: Sent(GOOD.body, wait=4))
    serve(lambda _: GOOD)

    assert talk(seconds=4).text


def tried(talk: Callable[..., Completion], times: int) -> None:
    for _ in range(times):
        try:
            talk()
        except NotCompleted:
            continue


def test_it_lets_an_endpoint_rest_as_long_as_it_asks_for(
    serve: Serve, talk: Callable[..., Completion]
) -> None:
    first = serve(lambda _: Sent(b"", 429, {"Retry-After": "20"}))
    second = serve(lambda _: CANNOT)

    tried(talk, 3)

    assert (len(first.asked), len(second.asked)) == (1, 3)


def test_it_lets_an_endpoint_rest_after_failures_in_a_row(
    serve: Serve, talk: Callable[..., Completion]
) -> None:
    there = serve(lambda _: Sent(b"", 500))

    tried(talk, health.FAILURES + 2)

    assert len(there.asked) == health.FAILURES
    assert health.rests(endpoints()[0])


def test_it_counts_failures_in_a_row_only(serve: Serve, talk: Callable[..., Completion]) -> None:
    sent = [Sent(b"", 500), CANNOT] * health.FAILURES
    left: Iterator[Sent] = iter(sent)
    there = serve(lambda _: next(left))

    tried(talk, len(sent))

    assert len(there.asked) == len(sent)


@pytest.mark.parametrize("said", ["", "soon", "-5", "²", "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_it_takes_no_odd_time_to_rest_amiss(
    serve: Serve, talk: Callable[..., Completion], calls: list[Call], said: str
) -> None:
    serve(lambda _: Sent(b"", 429, {"Retry-After": said}))

    tried(talk, 1)

    assert [each.outcome for each in calls] == ["429"]


def test_it_sends_the_key_and_the_form_of_the_reply(
    serve: Serve, talk: Callable[..., Completion]
) -> None:
    there = serve(lambda _: GOOD)

    talk()

    assert there.keys == ["Bearer a-key-of-the-tests"]
    (body,) = there.asked
    form = body["response_format"]
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    assert (body["temperature"], body["max_completion_tokens"]) == (0, 2_000)


def test_it_sends_no_temperature_where_none_is_set(
    serve: Serve, talk: Callable[..., Completion], settings: LazySettings
) -> None:
    settings.AISLE_LANGUAGE_TEMPERATURE = ""
    there = serve(lambda _: GOOD)

    talk()

    assert "temperature" not in there.asked[0]


GARBAGE = {
    "prose": "Your net sales were 1,234,567.89 USD.",
    "a statement": "SELECT * FROM customers",
    "nothing": "",
    "a list": "[1, 2, 3]",
    "a number": "42",
    "a deep nest": "[" * 100_000,
    "deep queries": '{"query": {"metrics": ["m"], "filters": [{"dimension": "d", "members":'
    * 5_000,
    "unknown keys": '{"query": {"sql": "SELECT 1"}, "words": []}',
    "no end": '{"query": {"metrics": ["amo',
    "no number": '{"query": {"metrics": ["amount"], "limit": NaN}}',
}


@pytest.mark.parametrize("text", GARBAGE.values(), ids=GARBAGE)
def test_it_cannot_read(text: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_reply(Completion(text))

    assert len(str(error.value)) <= 200


def test_it_knows_that_a_model_declines() -> None:
    for each in (
        Completion("", refused=True),
        Completion('{"query": null, "cannot": "I know no such word."}'),
        Completion("{}"),
    ):
        with pytest.raises(Cannot):
            read_reply(each)


def test_it_does_not_read_a_reply_that_was_cut() -> None:
    with pytest.raises(Unreadable, match="too long"):
        read_reply(Completion('{"query": {"metrics": ["amount"]}}', cut=True))


def test_it_reads_a_reply_in_a_fence() -> None:
    text = '```json\n{"query": {"metrics": ["amount"]}, "words": []}\n```'

    assert read_reply(Completion(text)).query.metrics == ("amount",)
