"""What does a language model propose for what the rules left, and does it stand?

A proposal has no rights: it must say what the question says, may name only what its asker may see,
and has to compile. One that does not stand may be mended once, and is forgotten then, so that the
rules' own outcome stands.
"""

import time
from functools import partial

from bi_app.asking.admit import hold_most
from bi_app.asking.asking import Asking
from bi_app.asking.judge import Judging, judged
from bi_app.asking.matter import matter_of, names_for
from bi_app.asking.retrieve import retrieve_words
from bi_app.asking.route import Route
from bi_app.asking.timings import Share
from bi_app.asking.told import told
from bi_app.language.call import Call, Messages, NotCompleted
from bi_app.language.compose import compose
from bi_app.language.message import repair
from bi_app.language.reply import Cannot, Unreadable, read_reply
from bi_app.language.speak import MOST_KEPT, Talk, speak
from bi_app.masked import mask
from semantic_layer.errors import InvariantError, OverBudget, QuestionError
from semantic_layer.interpret.outcome import Candidates, Outcome
from semantic_layer.leaving import Leaving

TRIES = 2  # the reply, and one that mends it


def propose(
    asking: Asking, candidates: Candidates, way: Route, calls: list[Call]
) -> Outcome | None:
    """A query to answer or to confirm; None where the rules' outcome stands.

    Each call is noted in `calls`, and its most is held against the asker's budgets before it.
    """
    language = asking.configuration.language
    tier = None if language is None else language.tier(way.tier)
    leaving = told(asking, candidates)
    matter = matter_of(asking, way, leaving)
    if language is None or tier is None or matter is None:
        return None
    near = retrieve_words(asking, way.left)
    names = names_for(asking, way, candidates, near)
    composed = compose(tier, matter, names, leaving, asking.index)
    if composed is None:
        return None
    talk = Talk(
        language=language,
        tier=tier,
        composed=composed,
        told=matter.text,
        share=Share.MODEL,
        hold=partial(hold_most, asking, calls),
        calls=calls,
        until=time.monotonic() + language.seconds,
    )
    by = Judging(asking, way, composed.choices, language.confidence)
    try:
        return _mended(talk, by, leaving)
    except (NotCompleted, Cannot, OverBudget):
        return None


def _mended(talk: Talk, by: Judging, leaving: Leaving) -> Outcome | None:
    """What the first reply that stands comes to, of as many as there are tries."""
    further: Messages = ()
    for _ in range(TRIES):
        completion = speak(talk, further)
        try:
            return judged(read_reply(completion), by)
        except (Unreadable, QuestionError, InvariantError) as error:
            complaint = leaving.without(mask(str(error)))
            further = (
                {"role": "assistant", "content": completion.text[:MOST_KEPT]},
                {"role": "user", "content": repair(complaint)},
            )
    return None
