"""What can be loaded before the first question, so that nobody waits for it?"""

import structlog
import vl_convert
from django.db import DatabaseError, connection

from bi_app.warehouse import self_check
from bi_app.warehouse.clock import clock
from metrics.embedding import embed
from metrics.releases import NoRelease, live
from semantic_layer.errors import WarehouseError

log = structlog.get_logger()
A_CHART = {"data": {"values": [{"a": 1}]}, "mark": "bar"}


def load_engines() -> None:
    """The weights and the drawing engine: nothing of this installation's own is needed."""
    embed(["warm"])
    vl_convert.vegalite_to_svg(A_CHART)


def load_catalogue() -> None:
    """The live release and the data's clock, as they are now; what is missing is met later.

    What is wrong with the warehouse is in the log from the start.
    """
    try:
        self_check.faults()
        clock(live().index)
    except (DatabaseError, NoRelease, WarehouseError) as error:
        log.info("not_warm_yet", error=type(error).__name__)
    finally:
        connection.close()


def warm() -> None:
    load_engines()
    load_catalogue()
