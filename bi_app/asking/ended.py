"""Why did a look that became a job end without its rows?

It is kept for a moment, to be told to whoever waited for it: a page that comes back for the rows
would run the same in vain again, and again.
"""

import json

from bi_app import sealed
from bi_app.asking.asking import Asking
from bi_app.asking.stored import query_json
from bi_app.workload import Workload
from semantic_layer.access import Policy
from semantic_layer.query import MetricQuery

KIND = "ended"
KEPT_S = 30


def keep(asking: Asking, code: str) -> None:
    """What was asked, and not looked at, is told by its record."""
    if asking.workload is Workload.VIEW:
        sealed.put(_key(asking.policy, asking.query, asking.defined_by), code.encode(), KEPT_S)


def code_of(policy: Policy, query: MetricQuery | None, defined_by: int | None) -> str | None:
    """As the record has it; nothing where the same look did not fail of late."""
    found = sealed.get(_key(policy, query, defined_by))
    return None if found is None else found.decode()


def _key(policy: Policy, query: MetricQuery | None, defined_by: int | None) -> str:
    asked = json.dumps([query_json(query), defined_by])
    return sealed.key_of(KIND, str(policy.asker.id), policy.entitlement, asked)
