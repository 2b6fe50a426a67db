"""Whatever is said to Aisle, and whatever is put into a body, changes nobody's rights."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from pytest_django import Settings

from bi_app.warehouse import gate
from tests.bi_app.api.conftest import Api
from tests.bi_app.attacks.warehouses import permitted
from tests.counts import cases

CORPORA = Path(__file__).parents[2] / "corpora" / "security"


def tried(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPORA / name).read_text().splitlines()]


SAMPLES = tried("questions_injection.jsonl")
OURS = tried("questions_ours.jsonl")
STATEMENTS = [each["sql"] for each in tried("sql_attacks.jsonl") if each["expect"] != "allow"]


@dataclass(frozen=True, slots=True)
class Room:
    """Where attacks are tried: everybody's clients, what ran, and warehouses of permitted rows."""

    api: Callable[[str], Api]
    elenas: Callable[[], Mapping[str, str]]
    ran: list[str]
    on_permitted_rows: Callable[[str, Any], Any]


@pytest.fixture(scope="module")
def permitted_rows(larkfield: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("permitted")
    people = {"elena.exec", *(each["as"] for each in OURS)}
    return {name: permitted(larkfield, name, folder) for name in sorted(people)}


@pytest.fixture
def room(
    api: Callable[[str], Api],
    permitted_rows: dict[str, Path],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Room:
    settings.AISLE_ASKS_A_MINUTE = 100_000
    ran: list[str] = []
    fetch = gate._fetch

    def noted(statement: Any, *more: Any) -> Any:
        ran.append(statement.text)
        return fetch(statement, *more)

    monkeypatch.setattr(gate, "kept", lambda key: None)
    monkeypatch.setattr(gate, "_fetch", noted)

    def elenas() -> Mapping[str, str]:
        asked = api("elena.exec").ask("net sales by region last month")
        return {"$ELENAS_CONVERSATION": asked["conversation"], "$ELENAS_ANSWER": asked["id"]}

    def on_permitted_rows(name: str, query: Any) -> Any:
        whole = settings.WAREHOUSE
        settings.WAREHOUSE = f"duckdb:///{permitted_rows[name]}"
        try:
            return api(name).post("query", {"metric_query": query}).json()
        finally:
            settings.WAREHOUSE = whole

    return Room(api, elenas, ran, on_permitted_rows)


@pytest.mark.parametrize("attack", [*SAMPLES, *OURS], ids=lambda each: each["id"])
def test_it_takes_no_rights_from_words_and_bodies(room: Room, attack: dict[str, Any]) -> None:
    normal = attack["expect"] == "normal"
    name = attack.get("as") or ("elena.exec" if normal else "sam.southwest")

    response, ran = _sent(room, name, attack)

    assert response.status_code < 500, response.content
    told = {} if response["Content-Type"].startswith("text/html") else response.json()
    match attack["expect"]:
        case "reject":
            assert response.status_code >= 400, told
            assert ran == []
        case "refuse":
            assert ran == [], told
            assert told.get("status") != "answered", told
        case "scoped":
            _inside_the_policy(room, name, told, ran)
        case "normal":
            assert told["status"] == "answered", told
            assert told["rows"]
            _inside_the_policy(room, name, told, ran)


def _sent(room: Room, name: str, attack: dict[str, Any]) -> tuple[HttpResponse, list[str]]:
    client, body = room.api(name), dict(attack.get("body") or {"question": attack.get("question")})
    if "first" in attack:
        body["conversation"] = client.ask(attack["first"])["conversation"]
    if "conversation" in attack:
        body["conversation"] = _filled(attack["conversation"], room)
    headers = {key: _filled(text, room) for key, text in attack.get("headers", {}).items()}
    room.ran.clear()
    response = client.raw(attack.get("path", "ask"), body, "application/json", headers)
    return response, list(room.ran)


def _filled(text: str, room: Room) -> str:
    if "$ELENAS" in text:
        for name, value in room.elenas().items():
            text = text.replace(name, value)
    return text


def _inside_the_policy(room: Room, name: str, told: dict[str, Any], ran: list[str]) -> None:
    """What was answered is what a warehouse gives that never had the other rows."""
    if told.get("status") != "answered" or told["metric_query"] is None:
        assert ran == [], told
        return
    expected = room.on_permitted_rows(name, told["metric_query"])
    assert _shown(told) == _shown(expected)


def _shown(told: dict[str, Any]) -> Any:
    """All that people read, with fractions to nine figures: engines add up in any order."""
    shown = ("status", "interpretation", "columns", "rows", "row_count", "periods", "narrative")
    found = {name: told[name] for name in (*shown, "caveats", "chart", "truncated")}
    found["basis"] = {**told["basis"], "rows_from": None, "assumed": None}
    return json.loads(json.dumps(found), parse_float=lambda text: f"{float(text):.9g}")


TEXTS: dict[str, Callable[[str], tuple[str, Any]]] = {
    "question": lambda text: ("ask", {"question": text[:400]}),
    "conversation": lambda text: ("ask", {"question": "net sales", "conversation": text}),
    "metric": lambda text: _query(metrics=[text]),
    "dimension": lambda text: _query(dimensions=[text]),
    "filter": lambda text: _query(filters=[{"dimension": text, "values": ["West"]}]),
    "member": lambda text: _query(filters=[{"dimension": "region", "values": [text]}]),
    "contained": lambda text: _query(
        filters=[{"dimension": "store_name", "op": "contains", "values": [text]}]
    ),
    "threshold": lambda text: _query(thresholds=[{"metric": text, "op": "gt", "values": [1]}]),
    "ranking": lambda text: _query(dimensions=["region"], ranking={"by": text, "limit": 1}),
    "order": lambda text: _query(dimensions=["region"], order=[{"by": text}]),
    "share": lambda text: _query(dimensions=["region"], shares=[{"metric": text}]),
    "share of": lambda text: _query(shares=[{"metric": "net_sales", "of": [text]}]),
    "share of a part": lambda text: _query(
        shares=[{"metric": "net_sales", "part": [{"dimension": text, "values": ["West"]}]}]
    ),
    "member of a part": lambda text: _query(
        shares=[{"metric": "net_sales", "part": [{"dimension": "region", "values": [text]}]}]
    ),
    "counted": lambda text: _query(dimensions=["region"], counted=text),
    "averaged": lambda text: _query(dimensions=["region"], averaged=[text]),
    "subtotal": lambda text: _query(dimensions=["region"], subtotals=[text]),
    "rank within": lambda text: _query(
        dimensions=["region"], ranks=[{"metric": "net_sales", "within": [text]}]
    ),
    "key": lambda text: ("query", {"metric_query": {"metrics": ["net_sales"], text: 1}}),
    "inner": lambda text: _query(
        filters=[{"dimension": "region", "members": {"metrics": [text], "dimensions": ["region"]}}]
    ),
}


def _query(**query: Any) -> tuple[str, Any]:
    return "query", {"metric_query": {"metrics": ["net_sales"], **query}}


@pytest.mark.parametrize("field", TEXTS)
def test_it_takes_no_statement_in_any_text_of_a_body(room: Room, field: str) -> None:
    client = room.api("sam.southwest")
    for sql in STATEMENTS[:: cases(10, 1)]:
        path, body = TEXTS[field](sql)
        room.ran.clear()

        response = client.post(path, body)

        told = response.json()
        assert response.status_code < 500, (sql, told)
        assert not any(sql in statement for statement in room.ran)
        assert not told.get("rows"), (sql, told)
