"""Which rule does what to a question of somebody's? For an administrator; nothing is run.

The words are read as the asker's own would be, and once more over the whole model: what only that
reading finds is there and closed to the asker; what neither finds is not modelled.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bi_app.asking.configuration import current
from bi_app.asking.names import dimensions_of, metrics_of
from bi_app.asking.permit import permit
from bi_app.asking.wording import plain_form
from bi_app.people.entitlements import Entitled, entitled
from bi_app.warehouse.clock import clock
from bi_app.warehouse.engines import engine
from metrics.releases import LiveRelease
from metrics.retrieve import retrieve
from semantic_layer.access import Asker, Policy, policy_for, visible
from semantic_layer.calendars.periods import Clock
from semantic_layer.check import check
from semantic_layer.compile import compile_query
from semantic_layer.errors import QuestionError
from semantic_layer.interpret.interpret import interpret
from semantic_layer.interpret.outcome import Outcome, Refusal, Understood
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.policies import MetricPolicy, Role
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure
from semantic_layer.why import why_closed, why_nothing

EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Explained:
    """`verdict` is what the asker would be told; `lines` have the rules behind it."""

    verdict: str
    entitlement: str
    lines: tuple[str, ...]


def explain_policy(asked: str | MetricQuery, asker: Asker, release: LiveRelease) -> Explained:
    rights, days = entitled(release, asker), clock(release.index)
    lines = [*_catalogue(release.index, asker, rights.policy)]
    query = asked if isinstance(asked, MetricQuery) else None
    if query is None:
        outcome = _read(str(asked), rights, release, days)
        whole = _read(str(asked), _seen_by_all(release.index), release, days)
        lines += _closed_names(whole, release.index, asker, rights.policy)
        if not isinstance(outcome, Understood):
            return Explained(_said(outcome), rights.policy.entitlement, tuple(lines))
        query = outcome.query
    else:
        whole = Understood(query, confidence=1.0)
        lines += _closed_names(whole, release.index, asker, rights.policy)
    try:
        permit(query, rights.index, rights.policy)
        lines += _statement(query, rights, days)
    except QuestionError as error:
        verdict = f"refused, {error.code}: {error.detail}"
        return Explained(verdict, rights.policy.entitlement, tuple(lines))
    return Explained("answered", rights.policy.entitlement, tuple(lines))


def _catalogue(index: ModelIndex, asker: Asker, policy: Policy) -> Iterator[str]:
    """What is closed of the whole catalogue, and what narrows the rest."""
    yield from (f"closed: {reason}" for reason in why_nothing(index, asker))
    for kind, names in (
        ("dataset", index.datasets),
        ("metric", {name: each for name, each in index.metrics.items() if each.visible}),
        ("dimension", index.dimensions),
    ):
        for name in names:
            reasons = why_closed(name, index, asker, policy)
            if reasons:
                yield f"closed: {kind} {name}: {'; '.join(reasons)}"
    for dataset, rules in policy.rules.items():
        for rule in rules:
            members = ", ".join(map(str, rule.members))
            compared = f"{rule.dimension} {rule.op} {members}"
            yield f"rows of {dataset}: row policy {rule.policy}: {compared}"
    for dataset, masks in policy.masks.items():
        for column, mask in masks.items():
            yield f"mask of {dataset}.{column}: shown as {mask.shown_as} ({mask.label})"
    for small in index.model.small_groups:
        split = ", ".join(small.dimensions)
        yield f"small groups {small.name}: fewer than {small.minimum} are left out by {split}"
    yield f"limits: {policy.limits}"


def _read(text: str, rights: Entitled, release: LiveRelease, days: Clock) -> Outcome:
    words = plain_form(text, len(text))
    candidates = retrieve(words, release, rights.policy)
    rules = current().rules
    return interpret(words, rights.index, rights.policy, candidates, days, configuration=rules)


def _seen_by_all(index: ModelIndex) -> Entitled:
    """The model as if every policy were open."""
    everybody = ("all",)
    model = index.model.model_copy(
        update={
            "roles": (Role(name=EVERYTHING, label=EVERYTHING),),
            "row_policies": (),
            "column_policies": (),
            "column_masks": (),
            "limits": (),
            "metric_policies": (MetricPolicy(name="all", metrics=everybody, open_to=everybody),),
            "datasets": tuple(
                each.model_copy(update={"open_to": everybody}) for each in index.model.datasets
            ),
        }
    )
    whole = index_model(model)
    policy = policy_for(whole, Asker(0, EVERYTHING, frozenset({EVERYTHING})), EVERYTHING)
    return Entitled(policy, visible(whole, policy))


def _closed_names(whole: Outcome, index: ModelIndex, asker: Asker, policy: Policy) -> Iterator[str]:
    if not isinstance(whole, Understood):
        yield f"over the whole model: {_said(whole)}"
        return
    names = sorted(metrics_of(whole.query) | dimensions_of(whole.query))
    yield f"over the whole model it asks for {', '.join(names)}"
    for name in names:
        for reason in why_closed(name, index, asker, policy):
            public = name in policy.closed_metrics
            told = "not permitted" if public else "not modelled, as if it were not there"
            yield f"{name} is closed and read as {told}: {reason}"


def _statement(query: MetricQuery, rights: Entitled, days: Clock) -> Iterator[str]:
    """The conditions that rules put on the tables that are read, and the small groups at work."""
    compiled = compile_query(query, rights.index, days)
    secured = secure(compiled, rights.index, rights.policy)
    statement = check(secured, rights.index, rights.policy, engine().dialect)
    for name in sorted(statement.tables):
        rules = [rule.policy for rule in rights.policy.rules[name]]
        yield f"reads {name}, narrowed by {', '.join(rules) or 'no rule'}"
    if compiled.hidden:
        yield "groups of too few people are counted and left out"
    yield from (f"told: {each}" for each in secured.compiled.caveats)
    yield statement.readable


def _said(outcome: Outcome) -> str:
    if isinstance(outcome, Refusal):
        return f"refused, {outcome.code}: {outcome.detail}"
    return type(outcome).__name__.lower()
