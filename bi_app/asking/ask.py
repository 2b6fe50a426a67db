"""The street: how a question becomes an answer. The steps in order, and nothing else."""

from dataclasses import replace

from bi_app.asking import plans
from bi_app.asking.admit import admit, hold, hold_most
from bi_app.asking.answer import Answer, Finding
from bi_app.asking.asking import Asked, Asking
from bi_app.asking.at_once import a_place
from bi_app.asking.catalogue import tell
from bi_app.asking.decline import ask_back, ask_first, fail, not_yet, refuse, with_nearest
from bi_app.asking.interpret import interpret
from bi_app.asking.jobs import NotEnded
from bi_app.asking.late import late_sources, refuse_stale, told
from bi_app.asking.models import RouteTaken
from bi_app.asking.patience import hand_over, patiently, surely_done
from bi_app.asking.permit import permit
from bi_app.asking.present import present
from bi_app.asking.prices import is_dear, price_of
from bi_app.asking.propose import propose
from bi_app.asking.recall import recall, remember
from bi_app.asking.record import record, record_breakdown
from bi_app.asking.retrieve import retrieve
from bi_app.asking.route import onward, route
from bi_app.asking.still_permitted import still_permitted
from bi_app.asking.ties import shown_ties
from bi_app.asking.timings import Timings
from bi_app.asking.trail import Trail
from bi_app.asking.verified import verified
from bi_app.warehouse.engines import engine
from bi_app.warehouse.estimate import learn
from bi_app.warehouse.flights import UnderWay
from bi_app.warehouse.gate import Ran, RollupsMoved
from bi_app.warehouse.rollups import readable
from semantic_layer.access import Asker
from semantic_layer.check import CheckedStatement, check
from semantic_layer.compile import Compiled, compile_query
from semantic_layer.compile.comparing import compile_comparing
from semantic_layer.errors import QuestionError, WarehouseError
from semantic_layer.interpret.outcome import (
    Analysis,
    CatalogueQuestion,
    Clarification,
    Outcome,
    Refusal,
    Understood,
)
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure


def ask(asked: Asked, asker: Asker) -> Answer:
    """Take one question from words, or from a query, to a recorded answer.

    Raises AskingError where there is nothing that may be shown. What nobody expected is recorded
    as failed, settled, and goes on up. Raises HandedOver where it was asked with a grace, and takes
    longer.
    """
    timings = Timings()
    with a_place(asker.id, asked.workload):
        with timings.step("admit"):
            asking = admit(asked, asker)
        return answer(asking, timings)


def answer(asking: Asking, timings: Timings) -> Answer:
    """The same from where it is admitted. Raises NotEnded and UnderWay of a job."""
    trail = Trail()
    try:
        found = _find(asking, timings, trail)
        with timings.step("admit"):
            found = still_permitted(asking, found)
        return record(asking, found, timings, trail)
    except (NotEnded, UnderWay):
        raise
    except BaseException:
        record_breakdown(asking, timings, trail)
        raise


def _find(asking: Asking, timings: Timings, trail: Trail) -> Finding:
    try:
        with timings.step("hold"):
            standing = hold(asking)
        found = _answered(replace(asking, standing=standing), timings, trail)
        caveats = (*found.caveats, *standing.warnings)
        return replace(found, caveats=caveats, warned=bool(standing.warnings))
    except QuestionError as error:
        return with_nearest(refuse(asking, error), asking, trail)
    except WarehouseError as error:
        return with_nearest(fail(asking, error), asking, trail)


def _answered(asking: Asking, timings: Timings, trail: Trail) -> Finding:
    outcome, tier = _understand(asking, timings, trail)
    found = _found(asking, outcome, tier, timings, trail)
    return replace(found, words=shown_ties(asking, outcome.words))


def _found(
    asking: Asking, outcome: Outcome, tier: RouteTaken | None, timings: Timings, trail: Trail
) -> Finding:
    match outcome:
        case Understood():
            return _number(asking, outcome, tier, timings, trail)
        case Clarification():
            return ask_back(asking, outcome, tier)
        case CatalogueQuestion():
            return tell(asking, outcome, tier)
        case Analysis():
            return refuse(asking, not_yet(asking, outcome), tier)
        case Refusal():
            return refuse(asking, outcome, tier)


def _understand(
    asking: Asking, timings: Timings, trail: Trail
) -> tuple[Outcome, RouteTaken | None]:
    if asking.query is not None:
        permit(asking.query, asking.index, asking.policy)
        return Understood(asking.query, confidence=1.0), None
    with timings.step("recall"):
        confirmed = verified(asking)
        recalled = confirmed or recall(asking)
    if recalled is not None:
        return recalled, RouteTaken.VERIFIED if confirmed else RouteTaken.RECALLED
    with timings.step("retrieve"):
        candidates = trail.candidates = retrieve(asking)
    with timings.step("route"):
        way = route(asking, candidates)
    trail.linking = way.linking
    with timings.step("interpret"):
        outcome = interpret(asking, candidates, way)
    with timings.step("route"):
        further = onward(asking, way, outcome)
    if further is not None:
        hand_over(asking)
        with timings.step("interpret"):
            proposed = propose(asking, candidates, further, trail.calls)
        if proposed is not None:
            outcome, way = proposed, further
    if isinstance(outcome, Understood):
        remember(asking, outcome)
    return outcome, way.tier


def _number(
    asking: Asking,
    understood: Understood,
    tier: RouteTaken | None,
    timings: Timings,
    trail: Trail,
) -> Finding:
    trail.query = understood.query
    with timings.step("compile"):
        rollups = readable(asking.release)
    ready = _ready(understood.query, asking, rollups, timings)
    late = late_sources(ready.compiled, asking)
    refuse_stale(late)
    with timings.step("estimate"):
        price = price_of(ready, asking)
    if is_dear(price) and not asking.confirmed:
        return ask_first(asking, understood.query, price, tier)
    if not surely_done(ready.statement, asking):
        hand_over(asking, ready.statement)
    with timings.step("hold"):
        hold_most(asking, trail.calls, price.most)
    try:
        ran = _run(ready, asking, rollups, timings, trail)
    except RollupsMoved:
        ready = _ready(understood.query, asking, (), timings)
        ran = _run(ready, asking, (), timings, trail)
    with timings.step("execute"):
        stores = None if ready.stores is None else _stores(ready.stores, asking, trail)
    with timings.step("present"):
        shown = present(asking, understood, tier, ready, ran, stores)
    behind = tuple(map(told, late))
    return replace(shown, price=price, late=behind, caveats=(*behind, *shown.caveats))


def _run(
    ready: plans.Ready, asking: Asking, rollups: plans.Rollups, timings: Timings, trail: Trail
) -> Ran:
    with timings.step("execute"):
        trail.statements.append(ready.statement)
        ran = patiently(ready.statement, asking, rollups)
    if not ran.cached:
        with timings.step("estimate"):
            learn(ready.statement, asking.clock, ran.seconds)
    return ran


def _ready(
    query: MetricQuery, asking: Asking, rollups: plans.Rollups, timings: Timings
) -> plans.Ready:
    with timings.step("compile"):
        ready = plans.find(query, asking, rollups)
    if ready is None:
        ready = _prepare(query, asking, rollups, timings)
        plans.keep(query, asking, ready, rollups)
    return ready


def _stores(stores: plans.Stores, asking: Asking, trail: Trail) -> Ran:
    trail.statements.append(stores.statement)
    return patiently(stores.statement, asking)


def _prepare(
    query: MetricQuery, asking: Asking, rollups: plans.Rollups, timings: Timings
) -> plans.Ready:
    with timings.step("compile"):
        built = {each.name: each.rows for each in rollups}
        compiled = compile_query(query, asking.index, asking.clock, built)
        comparing = compile_comparing(query, asking.index, asking.clock)
    told, statement = _proved(compiled, asking, timings)
    if comparing is None:
        return plans.Ready(told, statement)
    _, listing = _proved(comparing.compiled, asking, timings)
    return plans.Ready(told, statement, plans.Stores(comparing.chosen, listing))


def _proved(
    compiled: Compiled, asking: Asking, timings: Timings
) -> tuple[Compiled, CheckedStatement]:
    with timings.step("secure"):
        secured = secure(compiled, asking.index, asking.policy)
    with timings.step("check"):
        statement = check(secured, asking.index, asking.policy, engine().dialect)
    return secured.compiled, statement
