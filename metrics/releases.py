"""Which model is live, how does one become so, and how does an earlier one again?

A release is published or made live in one transaction. An answer is made with one LiveRelease
from beginning to end, so that it never mixes two.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection, transaction
from django.db.models import Max

from metrics.models import GoneLive, Live, Release
from semantic_layer.errors import AisleError
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.read import read_model

LOCK = 0x41_69_73_6C_65  # the number of the advisory lock: one change of releases at a time
KEPT_OPEN = 4  # releases that a process keeps in memory: the live one, and some to go back to


class NoRelease(AisleError):
    """Nothing is live yet, or there is no release of that number."""


@dataclass(frozen=True, slots=True, eq=False)
class LiveRelease:
    """A release, opened. Each is one object a process, told apart by identity."""

    number: int
    hash: str
    index: ModelIndex


def publish(files: Mapping[str, str], reason: str, by: str) -> Release:
    """Make a release of the files and let it go live; raises DefinitionError with every issue.

    Files that are word for word an earlier release's are that release: it goes live again.
    """
    read_model(files)
    digest = model_hash(files)
    with transaction.atomic():
        _alone()
        release = Release.objects.filter(hash=digest).first()
        if release is None:
            last = Release.objects.aggregate(last=Max("number"))["last"] or 0
            release = Release.objects.create(
                number=last + 1, hash=digest, files=dict(files), reason=reason, by=by
            )
        _point_to(release, reason, by)
    return release


def go_live(number: int, reason: str, by: str) -> Release:
    """Make an earlier release live again."""
    with transaction.atomic():
        _alone()
        release = Release.objects.filter(number=number).first()
        if release is None:
            raise NoRelease(f"There is no release {number}: `manage.py model show` lists them.")
        _point_to(release, reason, by)
    return release


def go_back(reason: str, by: str) -> Release:
    """Make the release live again that was so before the live one first was."""
    with transaction.atomic():
        _alone()
        current = Live.objects.values_list("release", flat=True).first()
        first = GoneLive.objects.filter(release=current).order_by("id").first()
        before = first and GoneLive.objects.filter(id__lt=first.id).order_by("id").last()
        if before is None:
            raise NoRelease("No release was live before this one: there is nothing to go back to.")
        _point_to(before.release, reason or f"Back to {before.release}.", by)
    return before.release


def live() -> LiveRelease:
    """The live release. Asks the database which one it is; opening it is remembered."""
    found = Live.objects.values_list("release__number", "release__hash").first()
    if found is None:
        raise NoRelease("No release is live: `manage.py model release` makes one of YAML files.")
    return _open(*found)


def opened(release: Release) -> LiveRelease:
    """Any release, live or not, as if it were."""
    return _open(release.number, release.hash)


def history() -> list[GoneLive]:
    """What went live, the latest first."""
    return list(GoneLive.objects.select_related("release"))


def model_hash(files: Mapping[str, str]) -> str:
    """SHA-256 of the files' names and texts, whatever their order."""
    canonical = json.dumps(dict(files), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@lru_cache(maxsize=KEPT_OPEN)
def _open(number: int, digest: str) -> LiveRelease:
    files = Release.objects.values_list("files", flat=True).get(number=number, hash=digest)
    return LiveRelease(number, digest, index_model(read_model(files)))


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _point_to(release: Release, reason: str, by: str) -> None:
    current = Live.objects.values_list("release", flat=True).first()
    if current == release.pk:
        return
    Live.objects.update_or_create(id=1, defaults={"release": release})
    GoneLive.objects.create(release=release, reason=reason, by=by)
