"""What is the calendar, when do its units begin and end, and which one is it now?"""

from collections.abc import Iterable, Iterator
from datetime import date

from bi_app.asking.answer import Cell
from bi_app.asking.asking import Asking
from bi_app.asking.catalogue.days import told_day, told_days
from bi_app.asking.catalogue.facts import Facts, listed, sentences
from semantic_layer.calendars.describe import MONTHS, name_units
from semantic_layer.calendars.periods import ResolvedPeriod
from semantic_layer.calendars.stretches import Stretch
from semantic_layer.calendars.units import holding, numbered, units_between
from semantic_layer.errors import OutsideData
from semantic_layer.interpret.outcome import CatalogueQuestion
from semantic_layer.model.definitions import CalendarDefinition
from semantic_layer.period import Unit

COLUMNS = ("unit", "name", "start", "end", "weeks", "days")
WEEKS = {"sunday": ("Sunday", "Saturday"), "monday": ("Monday", "Sunday")}
PATTERNS = {"retail_454": "4, 5 and 4", "retail_445": "4, 4 and 5", "retail_544": "5, 4 and 4"}
YEARS_AHEAD = 7
MOST_PARTS = 13


def calendar(asking: Asking, question: CatalogueQuestion) -> Facts:
    match question.aspect:
        case "leap":
            return _long_years(asking)
        case "week":
            return _weeks(asking)
        case "units" if question.periods:
            return _inside(asking, question.periods)
        case "edge" if question.periods:
            return _edges(asking, question.periods)
        case "edge":
            own = asking.index.calendar()
            year = holding(own, Unit.YEAR, asking.clock.today)
            return Facts(COLUMNS, (_row(asking, own, year),), _runs(asking, own, year))
        case "now":
            return _now(asking)
        case _:
            return _whole(asking)


def _whole(asking: Asking) -> Facts:
    own = asking.index.calendar()
    year = holding(own, Unit.YEAR, asking.clock.today)
    parts = [*_units(own, Unit.QUARTER, year), *_units(own, Unit.MONTH, year)]
    told = [
        *_pattern(own),
        _runs(asking, own, year),
        *_others(asking),
    ]
    rows = (_row(asking, own, each) for each in (year, *parts))
    return Facts(COLUMNS, tuple(rows), sentences(told))


def _runs(asking: Asking, own: CalendarDefinition, year: Stretch) -> str:
    name = _name(asking, own, year)
    name = f"{name[:1].upper()}{name[1:]}"
    return f"{name} begins on {told_day(year.start)} and ends on {told_day(year.end)}."


def _pattern(own: CalendarDefinition) -> Iterator[str]:
    first, last = WEEKS[own.week_starts]
    yield f"Periods go by the {own.label} calendar."
    if own.kind in PATTERNS:
        month = MONTHS[own.ends_near - 1]
        yield (
            f"Its years are made of whole weeks, {first} to {last}: the months of each quarter "
            f"have {PATTERNS[own.kind]} weeks, and the year ends on the {last} nearest to the end "
            f"of {month}. Most years have 52 weeks, now and then one has 53."
        )
    elif own.kind == "gregorian":
        yield f"Its months and years are those of everybody; weeks run from {first} to {last}."
    else:
        yield "Its weeks, months and years are those of a table of days."


def _others(asking: Asking) -> Iterator[str]:
    others = [
        each.label
        for each in asking.index.calendars.values()
        if each is not asking.index.calendar()
    ]
    if others:
        yield f"Asked for by name, there is also: {listed(others)}."


def _long_years(asking: Asking) -> Facts:
    own = asking.index.calendar()
    years = list(_years(asking, own))
    long = [each for each in years if numbered(own, Unit.WEEK, each.year, 53) is not None]
    rows = tuple(_row(asking, own, each) for each in long or years)
    if not long:
        return Facts(
            COLUMNS, rows, f"No year of the {own.label} calendar near today has a week 53."
        )
    names = listed([f"{_name(asking, own, each)}, {_days(each)}" for each in long])
    told = (
        "A year of whole weeks has 52 of them, and now and then a 53rd, in its last month. Those "
        f"with week 53 are {names}. Compared with last year each day meets the day 364 days "
        "earlier, so that whole weeks meet whole weeks."
    )
    return Facts(COLUMNS, rows, told)


def _years(asking: Asking, own: CalendarDefinition) -> Iterator[Stretch]:
    first = holding(own, Unit.YEAR, asking.clock.first_day).year
    last = holding(own, Unit.YEAR, asking.clock.today).year + YEARS_AHEAD
    for number in range(first, last + 1):
        try:
            found = numbered(own, Unit.YEAR, number, 1)
        except OutsideData:
            found = None
        if found is not None:
            yield found


def _weeks(asking: Asking) -> Facts:
    own = asking.index.calendar()
    first, last = WEEKS[own.week_starts]
    now = holding(own, Unit.WEEK, asking.clock.today)
    told = (
        f"Weeks start on {first} and end on {last}. This week is {_name(asking, own, now)}: "
        f"{told_days(now.start, now.end)}."
    )
    return Facts(COLUMNS, (_row(asking, own, now),), told)


def _inside(asking: Asking, periods: Iterable[ResolvedPeriod]) -> Facts:
    """The units that make up each period; of a month its weeks."""
    rows: list[tuple[Cell, ...]] = []
    told: list[str] = []
    for each in periods:
        own = asking.index.calendar(each.calendar)
        parts = _parts(own, each)
        rows.append(_period_row(each))
        rows += [_row(asking, own, part) for part in parts]
        named = [f"{_name(asking, own, part)}, {_days(part)}" for part in parts[:MOST_PARTS]]
        told += [
            f"{_plain(each)} runs from {told_days(each.start, each.whole_end)}{_length(each)}.",
            f"Its {parts[0].unit}s: {'; '.join(named)}.",
        ]
    return Facts(COLUMNS, tuple(rows), sentences(told))


def _length(period: ResolvedPeriod) -> str:
    days = (period.whole_end - period.start).days + 1
    return f", {days // 7} weeks" if days % 7 == 0 else f", {days} days"


def _days(each: Stretch) -> str:
    return told_days(each.start, each.end)


def _parts(own: CalendarDefinition, period: ResolvedPeriod) -> tuple[Stretch, ...]:
    """Its months, where it is made of more than one whole one; else its weeks."""
    months = units_between(own, Unit.MONTH, period.start, period.whole_end)
    whole = (months[0].start, months[-1].end) == (period.start, period.whole_end)
    if whole and len(months) > 1:
        return months
    return units_between(own, Unit.WEEK, period.start, period.whole_end)


def _edges(asking: Asking, periods: Iterable[ResolvedPeriod]) -> Facts:
    found = tuple(periods)
    told = [
        f"{_plain(each)} begins on {told_day(each.start)} and ends on {told_day(each.whole_end)}."
        for each in found
    ]
    return Facts(COLUMNS, tuple(map(_period_row, found)), sentences(told))


def _now(asking: Asking) -> Facts:
    own, today = asking.index.calendar(), asking.clock.today
    units = [holding(own, unit, today) for unit in (Unit.WEEK, Unit.MONTH)]
    units += [*_quarter(own, today), holding(own, Unit.YEAR, today)]
    named = listed([_name(asking, own, each) for each in units])
    told = f"In the data it is {told_day(today)}, the day after its last one: {named}."
    return Facts(COLUMNS, tuple(_row(asking, own, each) for each in units), told)


def _quarter(own: CalendarDefinition, day: date) -> list[Stretch]:
    try:
        return [holding(own, Unit.QUARTER, day)]
    except OutsideData:  # of a table without quarters
        return []


def _units(own: CalendarDefinition, unit: Unit, year: Stretch) -> tuple[Stretch, ...]:
    try:
        return units_between(own, unit, year.start, year.end)
    except OutsideData:
        return ()


def _plain(found: ResolvedPeriod) -> str:
    label = found.label.removesuffix(" to date")
    return label[:1].upper() + label[1:]


def _name(asking: Asking, own: CalendarDefinition, each: Stretch) -> str:
    return name_units(own, each, each, asking.index.calendar())


def _row(asking: Asking, own: CalendarDefinition, each: Stretch) -> tuple[Cell, ...]:
    days = (each.end - each.start).days + 1
    weeks = days // 7 if days % 7 == 0 else None
    name = _name(asking, own, each)
    return (each.unit.value, name, each.start.isoformat(), each.end.isoformat(), weeks, days)


def _period_row(found: ResolvedPeriod) -> tuple[Cell, ...]:
    days = (found.whole_end - found.start).days + 1
    weeks = days // 7 if days % 7 == 0 else None
    unit = found.unit.value if found.unit else "period"
    return (unit, _plain(found), found.start.isoformat(), found.whole_end.isoformat(), weeks, days)
