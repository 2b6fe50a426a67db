"""How is looked at what was asked before: a tile, a link, a turn of a conversation, a file?

Its query runs again under the rights of whoever looks, mostly out of the cache. What takes long
becomes a job, once: who comes back for it meanwhile finds it under way.
"""

from dataclasses import replace

from django.utils.translation import gettext, gettext_noop

from bi_app.asking import ended
from bi_app.asking.admit import release_for
from bi_app.asking.answer import Answer, Waiting
from bi_app.asking.ask import ask
from bi_app.asking.asking import Asked
from bi_app.asking.decline import FAILED
from bi_app.asking.errors import LookFailed
from bi_app.asking.jobs import HandedOver, look_under_way
from bi_app.asking.patience import is_there
from bi_app.people.entitlements import entitled
from bi_app.workload import Workload
from semantic_layer.access import Asker, Policy

NOTHING_KNOWN = gettext_noop("This could not be answered. Please try again in a while.")
AT_ONCE = 4  # a part of the grace: what is there by then is shown as if it had never been away


def look(asked: Asked, asker: Asker) -> Answer:
    """The answer as it is now. Raises what `ask` does, and NotDefined.

    With a grace it raises HandedOver where it takes longer, and LookFailed where it was tried a
    moment ago and came to nothing.
    """
    looked = replace(asked, workload=Workload.VIEW)
    if not looked.grace or looked.query is None:
        return ask(replace(looked, grace=None), asker)
    waiting = under_way(looked, asker)
    if waiting is not None:
        raise HandedOver(waiting)
    try:
        return ask(looked, asker)
    except HandedOver as over:
        if not is_there(over.waiting, looked.grace / AT_ONCE):
            raise
    _tell_failure(looked, _policy(looked, asker))
    return ask(replace(looked, grace=None), asker)


def under_way(asked: Asked, asker: Asker) -> Waiting | None:
    """What the asker waits for, where that is this very look; raises LookFailed."""
    policy = _policy(asked, asker)
    waiting = look_under_way(policy, asked.query, asked.defined_by)
    if waiting is None:
        _tell_failure(asked, policy)
    return waiting


def _tell_failure(asked: Asked, policy: Policy) -> None:
    code = ended.code_of(policy, asked.query, asked.defined_by)
    if code is not None:
        raise LookFailed(gettext(FAILED.get(code, NOTHING_KNOWN)))


def _policy(asked: Asked, asker: Asker) -> Policy:
    return entitled(release_for(asked.query, asked.defined_by), asker).policy
