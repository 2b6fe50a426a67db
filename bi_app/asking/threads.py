"""How is a conversation called otherwise, and how is it deleted?"""

from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from bi_app.asking.erase import erase_conversation
from bi_app.asking.errors import UnknownConversation
from bi_app.asking.models import TITLE_CHARACTERS, Conversation, Question
from bi_app.asking.readable import readable
from bi_app.audit.record import AuditEntry, append
from bi_app.audit.words import held_of
from bi_app.masked import mask
from semantic_layer.access import Policy


def rename(policy: Policy, conversation_id: UUID, title: str) -> None:
    """Without a title it goes by its first question again. Raises UnknownConversation."""
    kept = mask(" ".join(title.split()))[:TITLE_CHARACTERS]
    if not readable(Conversation, policy).filter(pk=conversation_id).update(title=kept):
        raise UnknownConversation


@transaction.atomic
def delete(policy: Policy, conversation_id: UUID) -> None:
    """Nobody reads it any more, and its words are erased; the record of it stays.

    What a legal hold covers keeps its words, out of sight. Raises UnknownConversation.
    """
    asker = policy.asker
    asked = readable(Question, policy).filter(conversation=conversation_id)
    askings = [str(each) for each in asked.values_list("pk", flat=True)]
    mine = readable(Conversation, policy).filter(pk=conversation_id)
    if not mine.update(deleted=Now()):
        raise UnknownConversation
    if not held_of(asker.id, askings):
        erase_conversation(conversation_id)
    append(
        AuditEntry(
            actor=asker.name,
            person_id=asker.id,
            action="conversation_deleted",
            outcome="done",
            detail={"conversation": str(conversation_id), "questions": len(askings)},
        )
    )
