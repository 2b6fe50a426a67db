"""What happened on which days, of what a reader may know of?

A note on members of a dimension is read by whoever may see all of them, and by nobody else: its
words are about them. The only place where notes are opened.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from bi_app.asking.answer import Finding
from bi_app.asking.readable import readable
from bi_app.boards.models import NOTE_CHARACTERS, Note
from bi_app.masked import mask
from bi_app.people.entitlements import Entitled
from bi_app.people.models import User
from metrics.models import ValueEntry
from semantic_layer.access import Policy
from semantic_layer.calendars.describe import describe_days
from semantic_layer.errors import AisleError
from semantic_layer.model.definitions import DataType, Dimension
from semantic_layer.model.index import ModelIndex
from semantic_layer.present.notes import Mark
from semantic_layer.query import FilterOp, MetricQuery

LISTED = 200
MOST_MEMBERS = 50
UNDER_AN_ANSWER = 12


class NotNoted(AisleError):
    """The message is shown word for word."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A note as it is told. `number` is what its mark on a chart goes by."""

    id: int
    number: int
    days: str
    text: str
    about: str
    by: str
    made: datetime
    own: bool

    @property
    def line(self) -> str:
        """All of it, as a file tells it."""
        about = f" ({self.about})" if self.about else ""
        return f"{self.number}. {self.days}: {self.text}{about}. {self.by}"

    @property
    def anchor(self) -> str:
        return f"note-{self.id}"


def notes_listed(rights: Entitled) -> list[Noted]:
    """All that the reader may know of, the latest days first."""
    found = _open(rights.policy, Q())
    return [_noted(each, 0, rights) for each in found[:LISTED]]


def notes_on(finding: Finding, rights: Entitled) -> tuple[tuple[Noted, ...], tuple[Mark, ...]]:
    """Those of an answer's days and members, in the order of their days, with their marks."""
    query = finding.query
    spans = [(each.start, each.end) for each in finding.periods]
    if query is None or not spans:
        return (), ()
    within = Q(*(Q(first__lte=last, last__gte=first) for first, last in spans), _connector=Q.OR)
    found = [each for each in _open(rights.policy, within) if _bears(each, query, rights.index)]
    latest = sorted(found[:UNDER_AN_ANSWER], key=lambda each: (each.first, each.pk))
    numbered = list(enumerate(latest, start=1))
    noted = tuple(_noted(each, number, rights) for number, each in numbered)
    return noted, tuple(Mark(number, each.first, each.last) for number, each in numbered)


def write(
    user: User, rights: Entitled, text: str, days: tuple[date, date], about: tuple[str, list[str]]
) -> Note:
    """`about` is a dimension and members of it, both empty for everything; raises NotNoted."""
    first, last = days
    dimension, members = about
    said = mask(" ".join(text.replace("\0", "").split()))[:NOTE_CHARACTERS]
    if not said:
        raise NotNoted(_("Say what happened."))
    if first > last:
        raise NotNoted(_("The last day lies before the first one."))
    if bool(dimension) != bool(members):
        raise NotNoted(_("Say both what it is about and which of them, or neither."))
    named = _named(rights, dimension, members) if dimension else []
    return Note.objects.create(
        author=user, text=said, first=first, last=last, dimension=dimension, members=named
    )


def take_back(user: User, note_id: int) -> None:
    """One's own; of others' only who administers notes. Raises Note.DoesNotExist."""
    found = Note.objects.all() if user.has_perm("boards.delete_note") else user.notes
    found.get(pk=note_id).delete()


def may_be_about(index: ModelIndex) -> list[Dimension]:
    """The dimensions whose members are known by name."""
    found = (each for each in index.dimensions.values() if each.indexed)
    return sorted((e for e in found if e.type is DataType.STRING), key=lambda each: each.label)


def _open(policy: Policy, within: Q) -> list[Note]:
    about = Q(dimension="") | Q(dimension__in=policy.dimensions)
    found = list(Note.objects.filter(within, about).select_related("author"))
    wanted: dict[str, set[str]] = defaultdict(set)
    for each in found:
        wanted[each.dimension].update(each.members)
    known = {name: _known(policy, name, members) for name, members in wanted.items() if name}
    return [
        each for each in found if not each.dimension or set(each.members) <= known[each.dimension]
    ]


def _known(policy: Policy, dimension: str, members: Iterable[str]) -> set[str]:
    entries = readable(ValueEntry, policy).filter(dimension=dimension, value__in=members)
    return set(entries.values_list("value", flat=True))


def _named(rights: Entitled, dimension: str, members: list[str]) -> list[str]:
    """The members by any name of theirs; one that is closed reads as one that is not there."""
    if dimension not in {each.name for each in may_be_about(rights.index)}:
        raise NotNoted(_("A note cannot be about that."))
    return list(dict.fromkeys(_each_named(rights, dimension, members[:MOST_MEMBERS])))


def _each_named(rights: Entitled, dimension: str, members: list[str]) -> Iterator[str]:
    entries = readable(ValueEntry, rights.policy).filter(dimension=dimension)
    label = rights.index.dimension(dimension).label.lower()
    for each in members:
        found = entries.filter(Q(value__iexact=each) | Q(text__iexact=each)).first()
        if found is None:
            said = _("There is no %(label)s called “%(name)s” that is open to you.")
            raise NotNoted(said % {"label": label, "name": each})
        yield found.value


def _bears(note: Note, query: MetricQuery, index: ModelIndex) -> bool:
    """Whether the numbers hold any of what the note is about, as far as the query tells."""
    if not note.dimension:
        return True
    if not any(note.dimension in index.reachable(name) for name in query.metrics):
        return False
    members = set(note.members)
    for each in query.filters:
        if each.dimension != note.dimension or each.members is not None:
            continue
        if each.op is FilterOp.IN and members.isdisjoint(map(str, each.values)):
            return False
        if each.op is FilterOp.NOT_IN and members <= set(map(str, each.values)):
            return False
    return True


def _noted(note: Note, number: int, rights: Entitled) -> Noted:
    return Noted(
        id=note.pk,
        number=number,
        days=describe_days(note.first, note.last),
        text=note.text,
        about=", ".join(note.members),
        by=note.author.get_full_name() or note.author.username,
        made=note.made,
        own=note.author_id == rights.policy.asker.id,
    )
