"""How does the index that retrieval reads come to match a release and the warehouse?

What is wanted is compared with what is there, and only what differs is written: embedding costs
4 ms a text, and readers of an unchanged row never wait. All that is written is written in one
transaction; readers see the index from before until the whole is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count

from metrics.catalogue import Listing, is_found, listings
from metrics.embedding import embed
from metrics.members import Member
from metrics.models import CatalogueEntry, CommonWord, Release, ValueEntry, ValueSpelling, ValueWord
from metrics.releases import LiveRelease, opened
from metrics.values import ValueRow, members_of_booleans, rows_of
from metrics.vocabulary import renew_vocabulary
from metrics.write import Counts, stage, stage_rows, write_staged
from semantic_layer.model.definitions import DataType, Dimension
from semantic_layer.model.index import ModelIndex

LOCK = 0x49_6E_64_65_78  # the number of the advisory lock: one build at a time
RELEASES_KEPT = 5  # whose catalogue texts stay, so that going back needs no embedding
EMBEDDED_AT_ONCE = 256

Progress = Callable[[str, float], None]
ReadMembers = Callable[[Dimension], Iterable[Member]]


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a build did. `embedded` counts vectors made."""

    catalogue: Counts
    values: Counts
    embedded: int

    def __str__(self) -> str:
        return f"catalogue {self.catalogue}; values {self.values}; {self.embedded} embedded"


def build_index(
    release: Release,
    read_members: ReadMembers,
    progress: Progress | None = None,
    *,
    most_embedded: int | None = None,
) -> IndexReport:
    """Bring the index in step with the release and the members that `read_members` gives.

    `progress` is told what is being done, and the share of the whole that is. A dimension of more
    than `most_embedded` members (None: as the settings say) is found by words alone.
    """
    most = settings.AISLE_EMBEDDED_MEMBERS if most_embedded is None else most_embedded
    say = progress or _silent
    live = opened(release)
    with stage():
        _stage_values(live.index, read_members, say)
        with transaction.atomic():
            _alone()
            catalogue = _index_catalogue(live, say)
            values = write_staged()
            if values.written:
                renew_vocabulary()
            embedded = _embed_values(live.index, most, say)
    _analyse()
    say("done", 1.0)
    return IndexReport(catalogue, values, catalogue.added + embedded)


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _silent(_doing: str, _share: float) -> None:
    """For whoever does not want to know."""


def _index_catalogue(live: LiveRelease, say: Progress) -> Counts:
    wanted = {listing.key: listing for listing in listings(live.index)}
    there = set(CatalogueEntry.objects.values_list("key", flat=True))
    new = [listing for key, listing in wanted.items() if key not in there]
    for start in range(0, len(new), EMBEDDED_AT_ONCE):
        say("names of metrics and dimensions", 0.4 + 0.3 * start / len(new))
        _add_listings(new[start : start + EMBEDDED_AT_ONCE])
    removed = _remove_listings(there - set(wanted))
    return Counts(added=len(new), removed=removed, unchanged=len(wanted) - len(new))


def _add_listings(new: Sequence[Listing]) -> None:
    vectors = embed([listing.text for listing in new])
    CatalogueEntry.objects.bulk_create(
        CatalogueEntry(
            key=listing.key,
            kind=listing.kind,
            name=listing.name,
            text=listing.text,
            stems=list(listing.stems),
            vector=vector,
        )
        for listing, vector in zip(new, vectors, strict=True)
    )


def _remove_listings(unused: set[int]) -> int:
    """Remove what none of the last releases lists."""
    if not unused:
        return 0
    for release in Release.objects.order_by("-number")[:RELEASES_KEPT]:
        unused = unused - {listing.key for listing in listings(opened(release).index)}
    CatalogueEntry.objects.filter(key__in=unused).delete()
    return len(unused)


def _stage_values(index: ModelIndex, read_members: ReadMembers, say: Progress) -> None:
    wanted = [each for each in index.dimensions.values() if each.indexed and is_found(each, index)]
    for place, dimension in enumerate(wanted):
        say(f"members of {dimension.label}", 0.4 * place / len(wanted))
        stage_rows(dimension.name, _rows(dimension, index, read_members))


def _rows(dimension: Dimension, index: ModelIndex, read_members: ReadMembers) -> Iterator[ValueRow]:
    members = (
        members_of_booleans(dimension)
        if dimension.type is DataType.BOOLEAN
        else read_members(dimension)
    )
    return rows_of(dimension, index, members)


def _embed_values(index: ModelIndex, most: int, say: Progress) -> int:
    """Give a vector to each text that lacks one, in dimensions small enough to be worth it."""
    sizes = ValueEntry.objects.values_list("dimension").annotate(size=Count("id"))
    small = [name for name, size in sizes if size <= most and not index.dimension(name).code]
    lacking = ValueEntry.objects.filter(dimension__in=small, vector__isnull=True).order_by("id")
    rows = list(lacking.only("id", "text"))
    for start in range(0, len(rows), EMBEDDED_AT_ONCE):
        say("meanings of members", 0.7 + 0.3 * start / len(rows))
        batch = rows[start : start + EMBEDDED_AT_ONCE]
        for row, vector in zip(batch, embed([row.text for row in batch]), strict=True):
            row.vector = vector
        ValueEntry.objects.bulk_update(batch, ["vector"])
    return len(rows)


def _analyse() -> None:
    """Let the planner know at once; it would learn only minutes later."""
    with connection.cursor() as cursor:
        for model in (CatalogueEntry, ValueEntry, ValueWord, ValueSpelling, CommonWord):
            cursor.execute(f"ANALYZE {model._meta.db_table}")
