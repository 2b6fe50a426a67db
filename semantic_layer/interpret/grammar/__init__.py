"""Words bind to one another: one construct in each file, the order a visible tuple."""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft, Rule
from semantic_layer.interpret.grammar.averages import averages
from semantic_layer.interpret.grammar.beaten import beaten
from semantic_layer.interpret.grammar.beyond import beyond, came_back
from semantic_layer.interpret.grammar.both_ways import both_ways
from semantic_layer.interpret.grammar.breakdowns import bare, breakdowns
from semantic_layer.interpret.grammar.closing import closing
from semantic_layer.interpret.grammar.comparisons import comparisons
from semantic_layer.interpret.grammar.conditions import conditions
from semantic_layer.interpret.grammar.either_side import either_side
from semantic_layer.interpret.grammar.ends import ends
from semantic_layer.interpret.grammar.filters import filters
from semantic_layer.interpret.grammar.flags import flags
from semantic_layer.interpret.grammar.frequent import frequent
from semantic_layer.interpret.grammar.grown import grown
from semantic_layer.interpret.grammar.holidays import holidays
from semantic_layer.interpret.grammar.in_percent import in_percent
from semantic_layer.interpret.grammar.kept_in import kept_in
from semantic_layer.interpret.grammar.longer_years import longer_years
from semantic_layer.interpret.grammar.measures import measures
from semantic_layer.interpret.grammar.members import members
from semantic_layer.interpret.grammar.moments import moments
from semantic_layer.interpret.grammar.moved import moved
from semantic_layer.interpret.grammar.newcomers import newcomers
from semantic_layer.interpret.grammar.of_that import of_that
from semantic_layer.interpret.grammar.one_of_a_kind import one_of_a_kind
from semantic_layer.interpret.grammar.opening import opening
from semantic_layer.interpret.grammar.orders import orders
from semantic_layer.interpret.grammar.pace import pace
from semantic_layer.interpret.grammar.parted_limits import parted_limits
from semantic_layer.interpret.grammar.picked import picked
from semantic_layer.interpret.grammar.rankings import rankings
from semantic_layer.interpret.grammar.rolling import rolling
from semantic_layer.interpret.grammar.sale_events import sale_events
from semantic_layer.interpret.grammar.sellers import sellers
from semantic_layer.interpret.grammar.series import buckets, series
from semantic_layer.interpret.grammar.set_against import set_against
from semantic_layer.interpret.grammar.shares import shares, within
from semantic_layer.interpret.grammar.side_by_side import side_by_side
from semantic_layer.interpret.grammar.sides import sides
from semantic_layer.interpret.grammar.signs import signs
from semantic_layer.interpret.grammar.splitting import splitting
from semantic_layer.interpret.grammar.standing import standing
from semantic_layer.interpret.grammar.supply import supply
from semantic_layer.interpret.grammar.taken_out import taken_out
from semantic_layer.interpret.grammar.things import things
from semantic_layer.interpret.grammar.thresholds import thresholds
from semantic_layer.interpret.grammar.times import times
from semantic_layer.interpret.grammar.turns import turns
from semantic_layer.interpret.grammar.two_days import two_days
from semantic_layer.interpret.grammar.weekdays import ranges, single_days
from semantic_layer.interpret.grammar.wholly import wholly

# what needs its words most comes first; what takes any that are left comes last
RULES: tuple[Rule, ...] = (
    flags,
    sale_events,
    wholly,
    kept_in,
    frequent,
    taken_out,
    turns,
    picked,
    set_against,
    ranges,
    holidays,
    beyond,
    buckets,
    rolling,
    ends,
    pace,
    newcomers,
    conditions,
    parted_limits,
    thresholds,
    sides,
    beaten,
    orders,
    rankings,
    sellers,
    moments,
    splitting,
    signs,
    series,
    comparisons,
    side_by_side,
    in_percent,
    shares,
    one_of_a_kind,
    averages,
    breakdowns,
    filters,
    bare,
    things,
    within,
    times,
    single_days,
    both_ways,
    measures,
    either_side,
    members,
    opening,
    came_back,
    supply,
    standing,
    two_days,
    longer_years,
    closing,
    of_that,
    moved,
    grown,
)


def parse(draft: Draft, context: Context) -> Draft:
    for rule in RULES:
        draft = rule(draft, context)
    return draft
