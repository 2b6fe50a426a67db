"""Askers of different policies, many at once on few connections: nobody gets a row of another's."""

import random
from concurrent.futures import ThreadPoolExecutor

from bi_app.warehouse.engine import Limits
from bi_app.warehouse.postgres_server import PostgresServer
from semantic_layer.access import Asker, Policy, policy_for
from tests.counts import cases
from tests.semantic_layer.answers import larkfield_index
from tests.walls import postgres, warrant

QUERIES = cases(300, 10_000)
THREADS, CONNECTIONS = 50, 2
ROOMY = Limits(seconds=60, rows=1000, size_bytes=10**6)
TEXT = "SELECT DISTINCT region FROM stores"  # no filter of its own: what keeps them apart is below
REGIONS = {"wendy": "West", "nora": "Northeast"}


def policy(name: str) -> Policy:
    asker = Asker(1, name, frozenset({"regional_manager"}), {"regions": (REGIONS[name],)})
    return policy_for(larkfield_index(), asker, "test")


def test_nobody_gets_a_row_of_another_s(walled: str) -> None:
    engine = PostgresServer(postgres(walled), CONNECTIONS)
    warrants = {name: warrant(policy(name), TEXT) for name in REGIONS}
    draw = random.Random(26)  # noqa: S311
    asked = [draw.choice(list(REGIONS)) for _ in range(QUERIES)]

    def foreign(name: str) -> int:
        rows = engine.fetch(TEXT, (), ROOMY, warrants[name]).table.to_pylist()
        assert rows
        return sum(row != {"region": REGIONS[name]} for row in rows)

    with ThreadPoolExecutor(THREADS) as threads:
        found = list(threads.map(foreign, asked))
    engine.close()

    assert len({each.rights.group for each in warrants.values()}) == 1
    assert set(asked) == set(REGIONS)
    assert (len(found), sum(found)) == (QUERIES, 0)
