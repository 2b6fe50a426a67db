"""Whatever is sent, a problem document comes back; nothing is logged of it, no row is lost."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from bi_app.asking.models import Conversation, Question
from bi_app.people.models import ApiKey, User
from tests.bi_app.api.conftest import Api

MARK = "xyzzyplugh"  # stands in what is sent, and must stand in no log
QUERY = {"metrics": ["net_sales"]}
NET_SALES = {"question": "net sales"}


def is_problem(response: HttpResponse, status: int, code: str) -> dict[str, Any]:
    found: dict[str, Any] = response.json()
    assert response.status_code == status, found
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (found["status"], found["code"]) == (status, code)
    assert found["type"] == f"urn:aisle:problem:{code}"
    assert found["reference"] == response.headers["X-Request-ID"]
    return found


@pytest.fixture
def before(db: None) -> Callable[[], bool]:
    """Whether every row of questions and conversations is as it was."""

    def rows() -> list[Any]:
        questions = Question.objects.order_by("pk").values_list("pk", "text", "conversation")
        return [*questions, *Conversation.objects.order_by("pk").values_list("pk")]

    first = rows()
    return lambda: rows() == first


@pytest.mark.parametrize(
    "question",
    ["", "   ", "\u200b", MARK * 1000, f"{MARK}\x07", f"{MARK}\x1b[31m", f"{MARK}\ue000"],
    ids=["empty", "blank", "unseen", "10,000 characters", "bell", "escape", "private use"],
)
def test_it_points_at_a_question_that_cannot_be_read(
    elena: Api,
    question: str,
    before: Callable[[], bool],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = elena.post("ask", {"question": question})

    found = is_problem(response, 422, "unreadable_question")
    assert found["errors"][0]["pointer"] == "/question"
    assert before()
    assert MARK not in caplog.text
    assert MARK not in response.content.decode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'"net sales',
        b'{"question": "xyzzyplugh\xff"}',
        b'{"question": "xyzzyplugh\\u0000"}',
        b'{"question": "a", "question": "b"}',
        b'{"question": "a", "x": NaN}',
        b"[" * 5000,
    ],
    ids=range(8),
)
def test_it_says_that_a_body_is_no_json(
    elena: Api, body: bytes, before: Callable[[], bool], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = elena.raw("ask", body, "application/json")

    if body:
        is_problem(response, 400, "parse_error")
    else:
        is_problem(response, 422, "invalid_body")
    assert before()
    assert MARK not in caplog.text


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("ask", {}, "/question"),
        ("ask", {"question": 7}, "/question"),
        ("ask", {"question": ["net sales"]}, "/question"),
        ("ask", {"question": None}, "/question"),
        ("ask", {"question": "net sales", "conversation": 7}, "/conversation"),
        ("ask", {"question": "net sales", "admin": True}, "/admin"),
        ("ask", ["net sales"], ""),
        ("ask", "net sales", ""),
        ("ask", 7, ""),
        ("query", {}, "/metric_query"),
        ("query", {"metric_query": {"metrics": []}}, "/metric_query/metrics"),
        ("query", {"metric_query": {"metrics": ["net_sales"], "sql": "x"}}, "/metric_query/sql"),
        ("query", {"metric_query": QUERY | {"limit": 0}}, "/metric_query/limit"),
        ("query", {"metric_query": QUERY | {"limit": 10**9}}, "/metric_query/limit"),
        (
            "query",
            {"metric_query": QUERY | {"period": {"kind": "relative", "unit": "eon"}}},
            "/metric_query/period/unit",
        ),
        ("query", {"metric_query": QUERY | {"period": {"kind": "x"}}}, "/metric_query/period"),
        (
            "query",
            {"metric_query": QUERY | {"filters": [{"dimension": "region", "values": []}]}},
            "/metric_query/filters/0",
        ),
        (
            "query",
            {
                "metric_query": QUERY
                | {"thresholds": [{"metric": "net_sales", "op": "gt", "values": ["NaN"]}]}
            },
            "/metric_query/thresholds/0/values/0",
        ),
    ],
)
def test_it_points_at_what_is_wrong_in_a_body(
    elena: Api, path: str, body: Any, pointer: str, before: Callable[[], bool]
) -> None:
    found = is_problem(elena.post(path, json.dumps(body)), 422, "invalid_body")

    assert pointer in [each["pointer"] for each in found["errors"]]
    assert before()


@pytest.mark.parametrize(
    "named", ["0b8f1f6e-5c57-4e8e-9c0c-7e3f4a2d9b11", "nonsense", "", "1" * 400, "' OR 1=1 --"]
)
def test_it_knows_no_unknown_conversation(
    elena: Api, named: str, before: Callable[[], bool]
) -> None:
    response = elena.post("ask", {"question": "net sales", "conversation": named})

    is_problem(response, 404, "unknown_conversation")
    assert before()


def test_it_tells_somebody_elses_conversation_from_none_by_nothing(
    api: Callable[[str], Api],
) -> None:
    theirs = api("elena.exec").ask("net sales last month")["conversation"]
    sam = api("sam.southwest")

    somebodys, nobodys = (
        sam.post("ask", {"question": "only the West", "conversation": named}).json()
        for named in (theirs, "0b8f1f6e-5c57-4e8e-9c0c-7e3f4a2d9b11")
    )

    assert somebodys.pop("reference") != nobodys.pop("reference")
    assert somebodys == nobodys
    assert somebodys["status"] == 404


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer nonsense",
        "Bearer aaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "Basic ZWxlbmE6eA==",
        "bearer\tx",
        "Bearer é",
    ],
)
def test_it_asks_for_a_key(
    retailer: None, db: None, client: Client, authorization: str | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}

    for path in ("ask", "query", "no/such/address"):
        response = client.post(
            f"/api/v1/{path}", {"question": "x"}, content_type="application/json", headers=headers
        )
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
        assert response.headers["Content-Type"] == "application/problem+json"


def test_it_takes_a_revoked_key_for_a_wrong_one(elena: Api) -> None:
    assert elena.post("ask", {"question": "net sales"}).status_code == 200

    ApiKey.objects.filter(user__username="elena.exec").update(revoked=True)

    is_problem(elena.post("ask", {"question": "net sales"}), 401, "authentication_failed")


def test_it_refuses_the_service_account_until_it_has_claims(
    api: Callable[[str], Api], before: Callable[[], bool]
) -> None:
    portal = api("portal")

    for path, body in (("ask", {"question": "net sales"}), ("query", {"metric_query": QUERY})):
        found = is_problem(portal.post(path, body), 403, "no_claims")
        assert "claims" in found["detail"]
    assert before()


def test_it_refuses_another_media_type_method_and_size(elena: Api) -> None:
    form = elena.raw("ask", "question=net+sales", "application/x-www-form-urlencoded")
    large = elena.raw("ask", b'{"question": "' + b"x" * 300_000 + b'"}', "application/json")
    read = elena.client.get("/api/v1/ask", headers={"Authorization": f"Bearer {elena.key}"})
    lost = elena.post("no/such/address", {})

    is_problem(form, 415, "unsupported_media_type")
    is_problem(large, 413, "too_large")
    is_problem(read, 405, "method_not_allowed")
    assert set(read.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}
    is_problem(lost, 404, "not_found")


def test_it_asks_a_session_for_its_csrf_token(retailer: None, db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="elena.exec"))

    response = client.post("/api/v1/ask", NET_SALES, content_type="application/json")

    is_problem(response, 403, "permission_denied")


def test_it_answers_a_session(retailer: None, db: None) -> None:
    client = Client()
    client.force_login(User.objects.get(username="elena.exec"))

    response = client.post("/api/v1/ask", NET_SALES, content_type="application/json")

    assert response.json()["status"] == "answered"
