"""Which work on the warehouse is done beside the questions? It stands in the batch queue."""

import structlog
from celery import shared_task

from bi_app.warehouse import rollups
from bi_app.warehouse.rollup_writer import RollupsNotBuilt
from metrics.releases import NoRelease, live
from semantic_layer.errors import WarehouseError

log = structlog.get_logger()


@shared_task
def build_rollups() -> int:
    """Bring the rollups in step with data and release; what fails is tried again the next time."""
    try:
        built = rollups.build(live())
    except (NoRelease, RollupsNotBuilt, WarehouseError) as error:
        log.warning("rollups not built", why=str(error))
        return 0
    return len(built)
