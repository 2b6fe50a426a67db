"""Which verified questions are near in meaning, of those whose names an asker may see?"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db.models import QuerySet
from pgvector.django import CosineDistance

from metrics.minilm import Vectors
from metrics.models import VerifiedQuestion
from semantic_layer.access import Policy

LOOKED_AT = 12
FARTHEST = 0.15  # cosine distance; what differs in names of the same thing lies within it


def entitled_questions(policy: Policy) -> QuerySet[VerifiedQuestion]:
    """Approved, not withdrawn, and of nothing but metrics and dimensions that are open."""
    return VerifiedQuestion.objects.filter(
        approver__isnull=False,
        withdrawn_at=None,
        metrics__contained_by=sorted(policy.metrics),
        dimensions__contained_by=sorted(policy.dimensions),
    )


def nearest_questions(
    questions: QuerySet[VerifiedQuestion], vector: Vectors
) -> list[VerifiedQuestion]:
    """The nearest few, the nearest first."""
    distance = CosineDistance("vector", vector)
    near = questions.alias(distance=distance).filter(distance__lte=FARTHEST)
    return list(near.order_by("distance", "id")[:LOOKED_AT])


def hash_of(text: str, query: dict[str, Any]) -> str:
    """SHA-256 over what a question asks and what it means."""
    canonical = json.dumps([text, query], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
