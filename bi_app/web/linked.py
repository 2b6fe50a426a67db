"""What does a turn show of its links to its asker, and to whoever looks by one?"""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext_lazy

from bi_app.asking.models import SharedAnswer
from bi_app.asking.shares import Looked
from bi_app.people.entitlements import Entitled
from bi_app.web.look import AS_IT_IS, Look
from bi_app.web.turn import Link, Turn, turn
from semantic_layer.errors import NotPermitted

NOT_OPEN = {NotPermitted.code: gettext_lazy("What this link shows is not open to you.")}
NOT_THERE = gettext_lazy("What this link shows cannot be answered for you.")


def with_links(shown: Turn, links: Iterable[SharedAnswer]) -> Turn:
    """A turn of the asker's own, with those of the links that lead to it."""
    own = [each for each in links if shown.id in (each.question_id, each.question.edits_id)]
    found = tuple(Link(each.token, each.question_id == shown.latest) for each in own)
    return replace(shown, links=found)


def looked_at(looked: Looked, rights: Entitled, look: Look = AS_IT_IS) -> Turn:
    """The turn that a link shows: what its author read and may do stays with the author."""
    if not looked.open:
        refusal = looked.answer.finding.refusal
        said = NOT_OPEN.get(refusal.code if refusal else "", NOT_THERE)
        return Turn(looked.answer.id, looked.answer.conversation, "", str(said), others=True)
    shown = turn(looked.answer, rights, look=look)
    return replace(
        shown,
        question=looked.words,
        choices=(),
        nearest=(),
        next_questions=(),
        words=None,
        rejects="",
        others=True,
        by=looked.record.question.asker.get_full_name() or looked.record.question.asker.username,
    )
