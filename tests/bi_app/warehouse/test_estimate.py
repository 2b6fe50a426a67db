"""What runs for the first time is expected to take as long as its size and its days tell."""

import pytest

from bi_app.warehouse.engines import engine
from bi_app.warehouse.estimate import by_sizes
from tests.semantic_layer.answers import LARKFIELD_CLOCK, larkfield_as

MONTH = {"kind": "relative", "unit": "month", "offset": -1}
YEARS = {"kind": "dates", "start": "2024-02-04", "end": "2026-11-12"}
ONE = {"metrics": ["net_sales"], "period": MONTH}


@pytest.mark.usefixtures("larkfield")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("longer", "than"),
    [
        (ONE | {"period": YEARS}, ONE),
        (ONE | {"metrics": ["orders"], "period": YEARS}, ONE | {"period": YEARS}),
        (ONE | {"dimensions": ["region", "department"]}, ONE),
        (ONE | {"metrics": ["net_sales", "on_hand_units"]}, ONE),
    ],
    ids=["more days", "members counted once", "more tables", "another dataset"],
)
def test_it_expects_more(longer: dict[str, object], than: dict[str, object]) -> None:
    more, less = (
        by_sizes(larkfield_as("elena.exec").checked(query, engine().dialect), LARKFIELD_CLOCK)
        for query in (longer, than)
    )

    assert more > less > 0
