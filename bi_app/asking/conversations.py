"""Which conversation does a question belong to, and what does it follow up?"""

from datetime import datetime
from itertools import takewhile
from uuid import UUID

from django.db.models import Q

from bi_app.asking.asking import Turn
from bi_app.asking.edits import without_detours
from bi_app.asking.errors import UnknownConversation
from bi_app.asking.models import AnswerRecord, Conversation, Status
from bi_app.asking.permit import may_read
from bi_app.asking.readable import readable
from bi_app.asking.stored import stored_choice, stored_query
from bi_app.people.entitlements import Entitled
from bi_app.workload import Workload
from semantic_layer.access import Policy
from semantic_layer.errors import NotYet
from semantic_layer.interpret.outcome import Choice
from semantic_layer.query import MetricQuery

LOOKED_BACK = 20  # turns; what was last understood longer ago is not what "only West" means


def conversation_of(policy: Policy, named: str | None) -> Conversation:
    """The asker's own conversation of that id, or a new one; raises UnknownConversation."""
    if named is None:
        return Conversation(owner_id=policy.asker.id)
    try:
        found = readable(Conversation, policy).filter(pk=UUID(named)).first()
    except ValueError as error:
        raise UnknownConversation from error
    if found is None:
        raise UnknownConversation
    return found


def turn_of(
    conversation: Conversation | None, rights: Entitled, until: datetime | None = None
) -> Turn:
    """What the conversation brings along (or did at a moment), as far as the asker may read it.

    A question that was refused is passed over, and told of: "it" may mean what was refused, and
    must not be answered about something else. "Only the West" is of the last answer all the same.
    """
    if conversation is None or conversation._state.adding:
        return Turn()
    asked = {} if until is None else {"question__asked_at__lt": until}
    turns = list(
        readable(AnswerRecord, rights.policy)
        .filter(question__conversation=conversation, **asked)
        .exclude(question__workload=Workload.VIEW)  # looking back is no turn
        .exclude(~Q(status=Status.ANSWERED), question__edits__isnull=False)  # a pick that failed
        .order_by("-question__asked_at")
        .only("status", "code", "metric_query", "choices")[:LOOKED_BACK]
    )
    if not turns:
        return Turn()
    offered = _offered(turns[0]) if turns[0].status == Status.CLARIFICATION else ()
    understood = _understood(turns)
    open_ones = [query if may_read(query, rights) else None for query in understood[:2]]
    previous, earlier = (*open_ones, None, None)[:2]
    before = _before(understood)
    since = takewhile(lambda turn: turn.status != Status.ANSWERED, turns)
    return Turn(
        previous,
        tuple(each for each in offered if each.query is None or may_read(each.query, rights)),
        () if previous is None or earlier is None else (earlier,),
        before if before is not None and may_read(before, rights) else None,
        any(map(_is_declined, since)),
    )


def _understood(turns: list[AnswerRecord]) -> list[MetricQuery]:
    answered = (turn.metric_query for turn in turns if turn.status == Status.ANSWERED)
    return [query for query in map(stored_query, answered) if query is not None]


def _is_declined(turn: AnswerRecord) -> bool:
    """Whether it was refused, and not only of a kind that is not answered yet."""
    return turn.status == Status.REFUSED and turn.code != NotYet.code


def _before(understood: list[MetricQuery]) -> MetricQuery | None:
    """The query before the latest on the way to it."""
    way = without_detours(reversed(understood))
    return way[-2] if len(way) > 1 else None


def _offered(turn: AnswerRecord) -> tuple[Choice, ...]:
    return tuple(stored_choice(each) for each in turn.choices)
