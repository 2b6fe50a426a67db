"""With whom does somebody share a board? They see it under their own rights, and change nothing."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bi_app.asking.errors import UnknownBoard
from bi_app.audit.record import AuditEntry, append
from bi_app.boards.models import Board, BoardShare
from bi_app.people.models import User
from metrics.releases import live
from semantic_layer.access import Asker
from semantic_layer.errors import AisleError


class NotShared(AisleError):
    """The message is shown word for word."""


def roles_to_choose() -> dict[str, str]:
    """The roles of this installation, each with what it is called."""
    roles = sorted(live().index.model.roles, key=lambda role: role.label)
    return {role.name: role.label for role in roles}


@transaction.atomic
def share(board: Board, asker: Asker, username: str, role: str) -> None:
    """With a person by their sign-in name, or with whoever has a role. Raises NotShared."""
    if bool(username) == bool(role):
        raise NotShared(_("Name a person or choose a role."))
    person = _person(username, asker) if username else None
    if role and role not in roles_to_choose():
        raise NotShared(_("There is no such role."))
    BoardShare.objects.get_or_create(board=board, person=person, role=role)
    append(_entry("board_shared", board.pk, asker, username or role))


@transaction.atomic
def take_back(board: Board, asker: Asker, share_id: int) -> None:
    found = board.shares.filter(pk=share_id).select_related("person").first()
    if found is None:
        raise UnknownBoard
    append(_entry("board_taken_back", board.pk, asker, str(found)))
    found.delete()


def _person(username: str, asker: Asker) -> User:
    found = User.objects.filter(username__iexact=username, is_active=True, service=False).first()
    if found is None:
        raise NotShared(_("Nobody signs in as “%(name)s”.") % {"name": username})
    if found.pk == asker.id:
        raise NotShared(_("It is your own board."))
    return found


def _entry(action: str, board: UUID, asker: Asker, told: str) -> AuditEntry:
    return AuditEntry(
        actor=asker.name,
        person_id=asker.id,
        action=action,
        outcome="done",
        detail={"board": str(board), "with": told},
    )
