"""What does a person mean by a word of several readings, as they asked to be remembered?"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from bi_app.asking.asking import Asked
from bi_app.asking.conversations import conversation_of, turn_of
from bi_app.asking.readable import readable
from bi_app.audit.record import AuditEntry, append
from bi_app.learning.models import RememberedChoice
from bi_app.masked import mask
from bi_app.people.entitlements import Entitled
from bi_app.people.models import User
from metrics.models import ValueEntry
from semantic_layer.interpret.outcome import Meant
from semantic_layer.interpret.remembered import tell


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    id: int
    text: str


def remembered_by(person_id: int) -> frozenset[Meant]:
    found = RememberedChoice.objects.filter(person=person_id)
    return frozenset(Meant(*each) for each in found.values_list("said", "meant"))


@transaction.atomic
def remember(user: User, asked: Asked, rights: Entitled) -> None:
    """Keep the choice that is about to be picked for other times, where it was just offered."""
    conversation = conversation_of(rights.policy, asked.conversation)
    offered = turn_of(conversation, rights).offered
    chosen = next((each.settles for each in offered if each.label == asked.text), None)
    if chosen is None or mask(chosen.said) != chosen.said:
        return
    kept, _made = RememberedChoice.objects.update_or_create(
        person=user, said=chosen.said, defaults={"meant": chosen.meant}
    )
    append(_entry(user, kept, "choice_remembered"))


@transaction.atomic
def take_back(user: User, choice_id: int) -> None:
    """Ask again from now on. Raises RememberedChoice.DoesNotExist where it is not theirs."""
    kept = RememberedChoice.objects.select_for_update().get(pk=choice_id, person=user)
    append(_entry(user, kept, "choice_taken_back"))
    kept.delete()


def choices_shown(user: User, rights: Entitled) -> Iterator[ChoiceShown]:
    """A person's own, in words; what they mean is told only while it is open."""
    for each in RememberedChoice.objects.filter(person=user):
        meant = Meant(each.said, each.meant)
        is_open = _is_open(meant.meant, rights)
        yield ChoiceShown(each.pk, tell(meant, rights.index) if is_open else _closed(meant))


def _closed(meant: Meant) -> str:
    return _("What you meant by “%(said)s” is not open to you any more.") % {"said": meant.said}


def _is_open(meant: str, rights: Entitled) -> bool:
    index = rights.index
    if not meant.startswith("member:"):
        return meant == "whole" or index.has_metric(meant) or index.has_dimension(meant)
    _, dimension, value = meant.split(":", 2)
    members = readable(ValueEntry, rights.policy).filter(dimension=dimension, value=value)
    return index.has_dimension(dimension) and members.exists()


def _entry(user: User, kept: RememberedChoice, action: str) -> AuditEntry:
    return AuditEntry(
        actor=user.username,
        person_id=user.pk,
        action=action,
        outcome="done",
        detail={"choice": kept.pk},
        words={"said": kept.said, "meant": kept.meant},
    )
