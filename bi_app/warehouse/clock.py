"""What day is it in the data?

A model's clock is its data's: today is the day after the watermark. It is read once for each data
version and kept, so that no question pays for it twice.
"""

from datetime import timedelta

from bi_app.warehouse.gate import data_version
from bi_app.warehouse.service import data_range
from semantic_layer.calendars.periods import Clock
from semantic_layer.model.index import ModelIndex

_known: dict[tuple[str, str], Clock] = {}


def clock(index: ModelIndex) -> Clock:
    """The clock of the model's data as it stands now."""
    key = (index.model.time.watermark, data_version())
    if key not in _known:
        first, watermark = data_range(index)
        _known[key] = Clock(
            today=watermark + timedelta(days=1),
            watermark=watermark,
            first_day=index.model.time.first_day or first,
        )
    return _known[key]
