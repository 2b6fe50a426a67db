"""Which statement would answer a query, and on what basis? Nothing is run."""

from collections.abc import Iterator

from bi_app.asking.permit import permit
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import entitled
from bi_app.people.models import User
from bi_app.warehouse.calendars import dated
from bi_app.warehouse.clock import clock
from bi_app.warehouse.engines import engine
from bi_app.warehouse.rollups import readable
from metrics.releases import LiveRelease
from semantic_layer.access import Policy
from semantic_layer.calendars.describe import describe_period
from semantic_layer.check import check
from semantic_layer.check.dialects import DIALECTS
from semantic_layer.compile import Compiled, compile_query
from semantic_layer.errors import AisleError
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure


class NoSuchPerson(AisleError):
    """Nobody has that name here."""


def explain(query: MetricQuery, release: LiveRelease, username: str | None) -> str:
    """The statement, then what it rests on, as comments.

    For nobody in particular it is the statement before any policy; as somebody it is the one that
    the gate would run.
    """
    days, dialect = clock(release.index), engine().dialect
    built = {each.name: each.rows for each in readable(release)}
    if username is None:
        compiled = compile_query(query, dated(release.index, release.index), days, built)
        tree = DIALECTS[dialect].adapt(compiled.tree.copy())
        return _page(tree.sql(dialect, pretty=True), compiled, None)
    rights = entitled(release, asker_for(_user(username)))
    permit(query, rights.index, rights.policy)
    compiled = compile_query(query, rights.index, days, built)
    secured = secure(compiled, rights.index, rights.policy)
    statement = check(secured, rights.index, rights.policy, dialect)
    return _page(statement.readable, compiled, rights.policy)


def _user(username: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise NoSuchPerson(f"Nobody here is called “{username}”.")
    return user


def _page(sql: str, compiled: Compiled, policy: Policy | None) -> str:
    return "\n".join([sql, "", *(f"-- {line}" for line in _basis(compiled, policy))])


def _basis(compiled: Compiled, policy: Policy | None) -> Iterator[str]:
    for named in compiled.periods:
        yield f"{named.role} period: {describe_period(named.period)}"
    if compiled.comparison_rule:
        yield compiled.comparison_rule
    for metric in compiled.metrics:
        yield f"{metric.name}, version {metric.version}: {metric.definition}"
        yield from (f"built in: {words}" for words in metric.filters)
    yield from (f"read from the rollup {name}" for name in compiled.rollups)
    yield from compiled.assumed
    yield from compiled.caveats
    if policy is None:
        yield "before any policy: as nobody in particular"
    else:
        yield from policy.sentences
        yield f"as {policy.asker.name}"
