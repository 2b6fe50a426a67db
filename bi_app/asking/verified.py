"""Does a verified question ask the same, so that its confirmed plan answers this one?

It is found by meaning, among those of names that the asker may see, and counts only where all that
must be the same in both is so. Its plan is judged under the asker's rights like any that was sent.
"""

from bi_app.asking.asking import Asking
from bi_app.asking.permit import may_read
from bi_app.asking.readable import readable
from bi_app.asking.stored import stored_query
from bi_app.people.entitlements import Entitled
from metrics.embedding import embed_question
from metrics.models import VerifiedQuestion
from metrics.verified import hash_of, nearest_questions
from semantic_layer.interpret.alike import Alike, alike
from semantic_layer.interpret.outcome import Understood, WordLink
from semantic_layer.query import MetricQuery

CONFIRMED = 0.99  # by two persons
AS_A_WHOLE = "as a whole, a question whose answer two persons have verified"


def verified(asking: Asking) -> Understood | None:
    """The plan of the nearest verified question that asks the same.

    While a choice is open the words answer that; a question that leans on the one before it has
    no plan of its own.
    """
    questions = readable(VerifiedQuestion, asking.policy)
    if asking.days is None or asking.turn.offered or not questions.exists():
        return None
    mine = _alike(asking.normalised, asking)
    if mine is None or not (mine.whole or asking.turn.previous is None):
        return None
    near = nearest_questions(questions, embed_question(mine.bare))
    plans = (_plan(each, asking) for each in near if _asks(each, mine, asking))
    plan = next((each for each in plans if each is not None), None)
    whole = WordLink(0, len(asking.normalised), asking.normalised, AS_A_WHOLE)
    return None if plan is None else Understood(plan, CONFIRMED, words=(whole,))


def _asks(question: VerifiedQuestion, mine: Alike, asking: Asking) -> bool:
    its = _alike(question.text, asking)
    return its is not None and its.slots == mine.slots


def _alike(text: str, asking: Asking) -> Alike | None:
    rules = asking.configuration.rules
    return alike(text, asking.index, asking.policy, asking.clock, rules)


def _plan(question: VerifiedQuestion, asking: Asking) -> MetricQuery | None:
    """None where it is not what was approved, or names what the asker may not see."""
    if question.hash != hash_of(question.text, question.query):
        return None
    query = stored_query(question.query)
    rights = Entitled(asking.policy, asking.index)
    return query if query is not None and may_read(query, rights) else None
