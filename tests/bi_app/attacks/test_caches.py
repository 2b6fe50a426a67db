"""What is kept for one person serves nobody of other rights, and nothing that was changed."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from itertools import permutations
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import Settings
from redis import Redis

from bi_app import sealed
from bi_app.asking import plans, recall
from bi_app.asking.asking import Asking, Turn
from bi_app.demo.accounts import PEOPLE
from bi_app.warehouse.results import result_key
from semantic_layer.access import Asker, Policy, policy_for
from semantic_layer.check.statement import CheckedStatement
from semantic_layer.model.definitions import RowPolicy, SemanticModel
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.query import MetricQuery
from tests.bi_app.api.conftest import Api
from tests.counts import PROVING, cases
from tests.semantic_layer.answers import LARKFIELD_CLOCK, larkfield_as

WHOLE = larkfield_as("elena.exec").index
ROLES = sorted(role.name for role in WHOLE.model.roles)
MEMBERS = ["West", "Southwest", "West,Southwest", 'West","Southwest', "Women's", "", " ", "Kids"]
ATTRIBUTES = ["regions", "departments", "supplier"]
RULED = ["region", "department", "supplier_name", "store_name"]

roles = st.frozensets(st.sampled_from(ROLES), max_size=3)
askers = st.builds(
    Asker,
    id=st.integers(1, 9),
    name=st.sampled_from(["ann", "bob"]),
    roles=roles,
    attributes=st.dictionaries(
        st.sampled_from(ATTRIBUTES), st.lists(st.sampled_from(MEMBERS), max_size=3).map(tuple)
    ),
)


@st.composite
def models(draw: st.DrawFn) -> ModelIndex:
    """Larkfield under other policies."""
    model: SemanticModel = WHOLE.model
    rows = [
        RowPolicy(
            name=f"rule_{at}",
            roles=tuple(sorted(draw(roles))),
            dimension=draw(st.sampled_from(RULED)),
            attribute=draw(st.sampled_from(ATTRIBUTES)),
            sentence=draw(st.sampled_from(["only {members}", "only yours"])),
        )
        for at in range(draw(st.integers(0, 2)))
    ]
    columns = [
        each.model_copy(update={"roles": tuple(sorted(draw(roles)))})
        for each in model.column_policies
    ]
    policies = {"row_policies": tuple(rows), "column_policies": tuple(columns)}
    return index_model(model.model_copy(update=policies))


def seen(policy: Policy) -> dict[str, Any]:
    """All that a policy says but for whose it is; a field that joins it later is in here too."""
    own = {"asker", "entitlement"}
    return {
        each.name: getattr(policy, each.name) for each in fields(policy) if each.name not in own
    }


def keys(policy: Policy) -> tuple[object, ...]:
    """Of the result, the plan and the reading of one question, in one situation."""
    query = MetricQuery(metrics=("net_sales",))
    asking = cast(
        Asking,
        SimpleNamespace(
            policy=policy,
            clock=LARKFIELD_CLOCK,
            normalised="net sales",
            release=SimpleNamespace(hash="release"),
            configuration=SimpleNamespace(identity="rules"),
            turn=Turn(),
            remembered=frozenset(),
            locale="en_US",
        ),
    )
    statement = cast(
        CheckedStatement, SimpleNamespace(entitlement=policy.entitlement, sha256="same")
    )
    return result_key(statement, "data"), plans._key(query, asking, ()), recall._key(asking)


@settings(max_examples=cases(30, 2_000))
@given(models(), models(), askers, askers)
def test_it_gives_people_of_other_rights_other_keys(
    one: ModelIndex, other: ModelIndex, ann: Asker, bob: Asker
) -> None:
    policies = [policy_for(one, ann, "release"), policy_for(other, bob, "release")]
    first, second = map(keys, policies)

    if seen(policies[0]) == seen(policies[1]):
        assert first == second
    else:
        assert not set(first) & set(second)


def test_it_gives_equals_the_same_keys() -> None:
    """Or else the property would hold by sharing nothing at all."""
    model = WHOLE
    ann = Asker(1, "ann", frozenset({"regional_manager"}), {"regions": ("West", "Southwest")})
    bob = replace(ann, id=2, name="bob", attributes={"regions": ("Southwest", "West")})

    assert keys(policy_for(model, ann, "release")) == keys(policy_for(model, bob, "release"))


EVERYBODY = [person.username for person in PEOPLE if person.username != "portal"]
NAMES = EVERYBODY if PROVING else ["elena.exec", "mara.merch", "sam.southwest", "ana.analyst"]
ASKED = [
    "net sales by region last month",
    "gross margin last quarter",
    "net sales by department last month",
    "how many stores are there",
]


@pytest.fixture
def asked(api: Callable[[str], Api], settings: Settings) -> Callable[[str], list[Any]]:
    settings.AISLE_ASKS_A_MINUTE = 100_000
    clients = {name: api(name) for name in NAMES}

    def ask(name: str) -> list[Any]:
        told = (clients[name].ask(question) for question in ASKED)
        return [[each[key] for key in ("status", "rows", "sql", "refusal")] for each in told]

    return ask


def forget() -> None:
    sealed.client().flushdb()
    plans.forget()


def test_it_answers_each_as_if_nobody_had_asked_before(
    asked: Callable[[str], list[Any]],
) -> None:
    alone: dict[str, list[Any]] = {}
    for name in NAMES:
        forget()
        alone[name] = asked(name)

    for first, second in permutations(NAMES, 2):
        forget()
        asked(first)
        assert asked(second) == alone[second], (first, second)


@pytest.fixture
def redis() -> Iterator[Redis]:
    sealed.client().flushdb()
    yield sealed.client()
    sealed.client().flushdb()


Change = Callable[[Redis, bytes, bytes], object]
CHANGES: dict[str, Change] = {
    "first byte": lambda redis, key, value: redis.set(key, bytes([value[0] ^ 1]) + value[1:]),
    "last byte": lambda redis, key, value: redis.set(key, value[:-1] + bytes([value[-1] ^ 1])),
    "cut": lambda redis, key, value: redis.set(key, value[:-1]),
    "cut to a seal": lambda redis, key, value: redis.set(key, value[: sealed.MAC_BYTES]),
    "cut to less": lambda redis, key, value: redis.set(key, value[: sealed.MAC_BYTES - 1]),
    "emptied": lambda redis, key, value: redis.set(key, b""),
    "longer": lambda redis, key, value: redis.append(key, b"\0"),
    "another kind": lambda redis, key, value: (redis.delete(key), redis.lpush(key, value)),
    "without seal": lambda redis, key, value: redis.set(key, value[sealed.MAC_BYTES :]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_it_misses_what_was_changed_and_says_so(
    asked: Callable[[str], list[Any]],
    redis: Redis,
    caplog: pytest.LogCaptureFixture,
    change: str,
) -> None:
    before = asked("sam.southwest")
    kept = [key for kind in ("result", "plan") for key in redis.keys(f"aisle:{kind}:*")]
    for key in kept:
        value = redis.get(key)
        assert isinstance(value, bytes)
        CHANGES[change](redis, key, value)

    assert asked("sam.southwest") == before

    told = [record.getMessage() for record in caplog.records]
    assert len(kept) > 3
    for key in kept:
        assert any("cache_tampered" in each and key.decode() in each for each in told), key


def test_it_detects_each_changed_byte(redis: Redis, caplog: pytest.LogCaptureFixture) -> None:
    key = sealed.key_of("result", "one")
    sealed.put(key, b"seventy rows of somebody", 60)
    whole = redis.get(key)
    assert isinstance(whole, bytes)

    for at in range(len(whole)):
        for bit in range(8):
            changed = bytearray(whole)
            changed[at] ^= 1 << bit
            redis.set(key, bytes(changed))
            assert sealed.get(key) is None

    assert sum("cache_tampered" in each.getMessage() for each in caplog.records) == 8 * len(whole)


parts = st.lists(st.text(alphabet='a\x1f",\\[]é', max_size=4), max_size=4)


@given(parts, parts)
def test_it_tells_any_parts_of_a_key_apart(one: list[str], other: list[str]) -> None:
    assert (sealed.key_of("k", *one) == sealed.key_of("k", *other)) == (one == other)
