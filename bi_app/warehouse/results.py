"""Is the result of this very statement, for this very policy, on this very data, kept already?"""

import pyarrow
from django.conf import settings

from bi_app import sealed
from bi_app.warehouse.engine import Fetched
from semantic_layer.check.statement import CheckedStatement

FORMAT = "1"  # moves when the bytes of a value change their meaning
WHOLE, CUT = b"w", b"c"


def result_key(statement: CheckedStatement, data_version: str) -> str:
    return sealed.key_of("result", FORMAT, statement.entitlement, data_version, statement.sha256)


def kept(key: str) -> Fetched | None:
    body = sealed.get(key)
    if body is None:
        return None
    with pyarrow.ipc.open_stream(body[1:]) as reader:
        return Fetched(reader.read_all(), truncated=body[:1] == CUT)


def keep(key: str, fetched: Fetched) -> None:
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, fetched.table.schema) as writer:
        writer.write_table(fetched.table)
    body = (CUT if fetched.truncated else WHOLE) + sink.getvalue().to_pybytes()
    sealed.put(key, body, settings.AISLE_RESULT_CACHE_SECONDS)
