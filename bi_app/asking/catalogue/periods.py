"""Which days does a word of time mean here, and with which days are they compared?"""

from collections.abc import Iterator

from bi_app.asking.answer import Cell
from bi_app.asking.asking import Asking
from bi_app.asking.catalogue.days import told_day, told_days
from bi_app.asking.catalogue.facts import Facts, listed, lower, sentences
from bi_app.asking.catalogue.known import visible_metrics
from semantic_layer.calendars.compare import compare_period
from semantic_layer.calendars.describe import MONTHS
from semantic_layer.calendars.holidays import find_holiday, holiday_date
from semantic_layer.calendars.periods import ComparedPeriod, ResolvedPeriod
from semantic_layer.calendars.resolve import default_period as default_of
from semantic_layer.calendars.resolve import locate
from semantic_layer.calendars.units import month_name_of, units_between
from semantic_layer.errors import OutsideData
from semantic_layer.interpret.outcome import CatalogueQuestion
from semantic_layer.period import Dates, Unit
from semantic_layer.query import Comparison, ComparisonKind

COLUMNS = ("period", "said", "start", "end", "complete", "compared_start", "compared_end")
LAST_YEAR = Comparison(kind=ComparisonKind.LAST_YEAR)


def period(asking: Asking, question: CatalogueQuestion) -> Facts:
    said = [each.said for each in question.named if each.kind == "period"]
    if not question.periods:
        raise OutsideData("No day lies in that period. Ask for another one.")
    pairs = list(zip(said, question.periods, strict=True))
    told = [part for name, each in pairs for part in _told(asking, name, each)]
    told += _next(asking, question)
    return Facts(COLUMNS, tuple(_row(asking, *pair) for pair in pairs), sentences(told))


def default_period(asking: Asking, question: CatalogueQuestion) -> Facts:
    found = locate(default_of(asking.index), asking.index, asking.clock)
    told = [
        f"Where no period is named, the {asking.index.calendar().label} year to date is meant: "
        f"{told_days(found.start, found.end)}, and the answer says so.",
        *_own_defaults(asking),
    ]
    return Facts(COLUMNS, (_row(asking, "", found),), sentences(told))


def comparison(asking: Asking, question: CatalogueQuestion) -> Facts:
    """The calendar's own rule, at the periods that were named, or at the year to date."""
    found = question.periods or (locate(default_of(asking.index), asking.index, asking.clock),)
    rows = tuple(_row(asking, "", each) for each in found)
    told = [
        f"{each.label[:1].upper()}{each.label[1:]} is {told_days(each.start, each.end)}. "
        f"{_rule(asking, each)}"
        for each in found
    ]
    return Facts(COLUMNS, rows, sentences(told))


def _own_defaults(asking: Asking) -> Iterator[str]:
    own = [lower(each.label) for each in visible_metrics(asking) if each.default_period is not None]
    if own:
        yield f"Some metrics have a default of their own, such as the last snapshot: {listed(own)}."


def _told(asking: Asking, said: str, found: ResolvedPeriod) -> Iterator[str]:
    days = told_days(found.start, found.end)
    yield (
        f"“{said}” is {found.label}: {days}." if found.label not in days else f"“{said}” is {days}."
    )
    if not found.complete and found.end != found.whole_end:
        yield f"It is in progress, and whole on {told_day(found.whole_end)}."
    months = list(_months(asking, found))
    if len(months) > 1:
        yield f"Its {len(months)} months are {listed(months)}."
    yield _rule(asking, found)


def _next(asking: Asking, question: CatalogueQuestion) -> Iterator[str]:
    """The words name the latest holiday; who asks for its day may mean the one to come."""
    today = asking.clock.today
    for each in question.named:
        if each.kind == "period" and each.name:
            holiday = find_holiday(each.name, asking.index)
            days = (holiday_date(holiday, year) for year in (today.year, today.year + 1))
            coming = next((day for day in days if day is not None and day >= today), None)
            if coming is not None:
                yield f"The next {each.name} is on {told_day(coming)}."


def _months(asking: Asking, found: ResolvedPeriod) -> Iterator[str]:
    """Of a period that is made of whole ones."""
    calendar = asking.index.calendar(found.calendar)
    months = units_between(calendar, Unit.MONTH, found.start, found.whole_end)
    if (months[0].start, months[-1].end) != (found.start, found.whole_end):
        return
    for each in months:
        name = month_name_of(calendar, each.number)
        yield f"period {each.number}" if name is None else MONTHS[name - 1]


def _rule(asking: Asking, found: ResolvedPeriod) -> str:
    compared = _compared(asking, found)
    if compared is None:
        return ""
    days = told_days(compared.period.start, compared.period.end)
    if compared.shift is None:
        return f"Against last year it is compared with {days}. {compared.rule}"
    return (
        f"Against last year it is compared with {days}: each day with the one {compared.shift} days"
        " earlier."
    )


def _row(asking: Asking, said: str, found: ResolvedPeriod) -> tuple[Cell, ...]:
    compared = _compared(asking, found)
    against = None if compared is None else compared.period
    return (
        found.label,
        said,
        found.start.isoformat(),
        found.end.isoformat(),
        found.complete,
        None if against is None else against.start.isoformat(),
        None if against is None else against.end.isoformat(),
    )


def _compared(asking: Asking, found: ResolvedPeriod) -> ComparedPeriod | None:
    days = Dates(start=found.start, end=found.end)
    try:
        return compare_period(LAST_YEAR, days, found, asking.index, asking.clock)
    except OutsideData:
        return None
