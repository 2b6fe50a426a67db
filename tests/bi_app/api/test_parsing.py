"""A body is one JSON value that every part behind can hold, or it is said why not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ParseError

from bi_app.api.parsing import MOST_DEPTH, strict_json


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not JSON"),
        (b"{", "line 1, column 2"),
        (b"{'question': 1}", "not JSON"),
        (b'{"question": "\xff\xfe"}', "not UTF-8"),
        ('{"question": "net sales"}'.encode("utf-16"), "not UTF-8"),
        (b"\xef\xbb\xbf{}", "not JSON"),
        (b'{"a": 1, "a": 2}', "same key twice"),
        (b'{"a": {"b": 1, "b": 1}}', "same key twice"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "Infinity"),
        (b'{"a": 1e999}', "too large"),
        (b'{"a": 1' + b"0" * 30 + b"}", "18 digits"),
        (b'{"a": 1' + b"0" * 9000 + b"}", "18 digits"),
        (b'{"a": "\\u0000"}', "character that is none"),
        (b'{"a": "\\ud800"}', "character that is none"),
        (b'{"\\u0000": 1}', "character that is none"),
        (b"[" * (MOST_DEPTH + 1) + b"]" * (MOST_DEPTH + 1), "deep"),
        (b"[" * 100_000, "deep"),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "deep"),
    ],
    ids=range(19),
)
def test_it_says_why_a_body_cannot_be_read(body: bytes, reason: str) -> None:
    with pytest.raises(ParseError) as refused:
        strict_json(body)

    assert reason in str(refused.value.detail)


def test_it_reads_what_json_has() -> None:
    body = '{"a": [1, -2.5, "é", "😀", true, null, {}], "b": 999999999999999999}'

    assert strict_json(body.encode()) == {
        "a": [1, -2.5, "é", "😀", True, None, {}],
        "b": 999999999999999999,
    }


@given(st.binary(max_size=200))
def test_it_reads_or_refuses_any_bytes(body: bytes) -> None:
    try:
        value = strict_json(body)
    except ParseError:
        return

    assert json.loads(json.dumps(value, allow_nan=False).encode()) == value
