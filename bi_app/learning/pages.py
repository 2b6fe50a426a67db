"""What do the pages about learning show?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from bi_app.asking.permit import may_read
from bi_app.asking.readable import readable
from bi_app.asking.stored import stored_query
from bi_app.learning.models import AcceptedWord
from bi_app.learning.owners import owned_metrics
from bi_app.learning.verified import standing
from bi_app.learning.words import is_live
from bi_app.people.entitlements import Entitled
from bi_app.people.models import User
from bi_app.warehouse.clock import clock
from metrics.models import VerifiedQuestion
from metrics.releases import live
from semantic_layer.interpret.describe import describe

ASKED = 30  # verified questions that are offered to be asked


@dataclass(frozen=True, slots=True)
class VerifiedShown:
    """`own`: the reader proposed it, and so does not approve it."""

    id: int
    text: str
    plan: str
    author: str
    approver: str
    at: datetime
    own: bool


@dataclass(frozen=True, slots=True)
class WordShown:
    word: str
    name: str
    by: str
    live: bool


def verified_shown(user: User, rights: Entitled) -> Iterator[VerifiedShown]:
    """Those that wait or are approved, whose plan is open to the reader; the latest first."""
    days = clock(live().index)
    for each in standing().select_related("author", "approver"):
        query = stored_query(each.query)
        if query is not None and may_read(query, rights):
            yield VerifiedShown(
                id=each.pk,
                text=each.text,
                plan=describe(query, rights.index, days),
                author=each.author.username,
                approver="" if each.approver is None else each.approver.username,
                at=each.approved_at or each.proposed_at,
                own=each.author_id == user.pk,
            )


def questions_to_ask(rights: Entitled, most: int = ASKED) -> list[str]:
    """Verified questions that the reader may ask, the latest first."""
    found = readable(VerifiedQuestion, rights.policy)[:ASKED]
    plans = ((each.text, stored_query(each.query)) for each in found)
    open_ones = (text for text, query in plans if query is not None and may_read(query, rights))
    return list(islice(open_ones, most))


def words_shown(rights: Entitled) -> list[WordShown]:
    """Accepted words of what is open to the reader, and whether the live release has them."""
    index = rights.index
    return [
        WordShown(each.word, each.name, each.by.username, is_live(each, live().index))
        for each in AcceptedWord.objects.select_related("by")
        if index.has_metric(each.name) or index.has_dimension(each.name)
    ]


def names_to_choose(user: User, rights: Entitled) -> list[str]:
    """What an unknown word may be made a name of: the reader's own metrics, and dimensions."""
    index = rights.index
    own = owned_metrics(user, index)
    metrics = [each.label for name, each in index.metrics.items() if name in own and each.visible]
    return sorted((*metrics, *(each.label for each in index.dimensions.values())))
