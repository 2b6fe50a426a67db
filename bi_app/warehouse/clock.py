"""What day is it in the data?

A model's clock is its data's: today is the day after the watermark. It is read once for each data
version and kept, so that no question pays for it twice.
"""

from datetime import timedelta

from bi_app.warehouse.gate import data_version
from bi_app.warehouse.service import data_range, snapshot_days
from semantic_layer.calendars.periods import Clock
from semantic_layer.model.index import ModelIndex

_known: dict[tuple[object, ...], Clock] = {}


def clock(index: ModelIndex) -> Clock:
    """The clock of the model's data as it stands now."""
    counted = index.snapshot_columns()
    key = (index.model.time.watermark, counted, data_version())
    if key not in _known:
        first, watermark = data_range(index)
        _known[key] = Clock(
            today=watermark + timedelta(days=1),
            watermark=watermark,
            first_day=index.model.time.first_day or first,
            snapshots={each: snapshot_days(*each, index) for each in counted},
        )
    return _known[key]
