"""Is it a peak, in which the capable model is kept for those who need it most?"""

import time

from django.conf import settings

from bi_app import sealed
from bi_app.language.configuration import LARGE
from bi_app.workload import Workload
from semantic_layer.access import Asker

MINUTE_S = 60


def is_free_for(asker: Asker, workload: Workload) -> bool:
    """Whether the capable model may be asked now: by all, or by the chosen ones in a peak.

    Each question that is let through is counted. Without Redis nobody knows how many want it, so
    that it is kept for the chosen.
    """
    key = sealed.key_of("language", LARGE, str(int(time.time() // MINUTE_S)))
    wanted = sealed.count(key, 2 * MINUTE_S)
    if wanted is not None and wanted <= settings.AISLE_LANGUAGE_PEAK:
        return True
    roles = asker.roles.intersection(settings.AISLE_LANGUAGE_PEAK_ROLES)
    return bool(roles) or workload.value in settings.AISLE_LANGUAGE_PEAK_WORKLOADS
