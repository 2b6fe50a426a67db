"""In which order are the ways of asking about the catalogue tried?"""

from __future__ import annotations

from semantic_layer.interpret.catalogue.ways_of_access import ACCESS, PRIVACY, SPENDING
from semantic_layer.interpret.catalogue.ways_of_freshness import FRESHNESS, LOADED_DAYS
from semantic_layer.interpret.catalogue.ways_of_meaning import (
    MEANINGS,
    MORE_MEANINGS,
    OWNERS,
    TRUSTED,
)
from semantic_layer.interpret.catalogue.ways_of_scope import MEMBERS, SCOPE
from semantic_layer.interpret.catalogue.ways_of_time import TIME

WAYS = (
    *SPENDING,
    *PRIVACY,
    *ACCESS,
    *OWNERS,
    *TRUSTED,
    *LOADED_DAYS,
    *TIME,
    *SCOPE,
    *MEANINGS,
    *MORE_MEANINGS,
    *FRESHNESS,
    *MEMBERS,
)
