"""Which days does a period mean, and with which days is it compared? By plain date arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tests.brute.events import moved as moved_days
from tests.brute.events import partners

Json = dict[str, Any]
ONE = timedelta(days=1)
PATTERNS = {"retail_454": (4, 5, 4), "retail_445": (4, 4, 5), "retail_544": (5, 4, 4)}
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Clock:
    today: date
    watermark: date
    first_day: date


@dataclass(frozen=True)
class Stretch:
    """Whole units of a calendar, or plain days (no calendar); `end` is cut to the watermark."""

    start: date
    end: date
    whole_end: date
    unit: str | None = None
    calendar: str | None = None

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True)
class Window:
    """The days that make one group of a series; `label` is None where there is no series.

    `runs` are the days where they are not in a row; the last day of the last run stands for the
    end. `back`: how many days a comparison by whole weeks lies before what it is compared with.
    `period` has it among its groups; `year_before` are its days 364 days earlier, where the data
    has them and all of those that come after.
    """

    label: date | None
    first: date
    last: date
    before_data: bool = False
    runs: tuple[tuple[date, date], ...] = ()
    compared: bool = False
    back: int = 0
    period: tuple[date, date] | None = None
    year_before: Window | None = None

    @property
    def days(self) -> int:
        return sum((last - first).days + 1 for first, last in self.all_runs)

    @property
    def closing(self) -> date:
        return self.all_runs[-1][1]

    @property
    def all_runs(self) -> tuple[tuple[date, date], ...]:
        return self.runs or ((self.first, self.last),)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and any(a <= day <= b for a, b in self.all_runs)


# Units of a calendar. A unit is the list (first day, last day).


def unit_holding(calendar: Json, unit: str, day: date) -> tuple[date, date]:
    if unit == "day":
        return day, day
    if unit == "week":
        first = day
        while first.weekday() != _first_weekday(calendar):
            first -= ONE
        return first, first + 6 * ONE
    if calendar["kind"] == "gregorian":
        return _gregorian(unit, day)
    year = next(y for y in range(day.year + 1, day.year - 3, -1) if year_start(calendar, y) <= day)
    return next(each for each in units_of_year(calendar, unit, year) if each[0] <= day <= each[1])


def year_of(calendar: Json, day: date) -> int:
    if calendar["kind"] == "gregorian":
        return day.year
    return next(y for y in range(day.year + 1, day.year - 3, -1) if year_start(calendar, y) <= day)


def year_start(calendar: Json, year: int) -> date:
    """A retail year begins after the last day of a week nearest to the end of January."""
    if calendar["kind"] == "gregorian":
        return date(year, 1, 1)
    january_31 = date(year, 1, 31)
    nearest = min(
        (january_31 + n * ONE for n in range(-3, 4)),
        key=lambda day: (day + ONE).weekday() != _first_weekday(calendar),
    )
    return nearest + ONE


def units_of_year(calendar: Json, unit: str, year: int) -> list[tuple[date, date]]:
    first, last = year_start(calendar, year), year_start(calendar, year + 1) - ONE
    if unit == "year":
        return [(first, last)]
    if calendar["kind"] == "gregorian":
        step = MONTHS_OF[unit]
        starts = [date(year, month, 1) for month in range(1, 13, step)]
    elif unit == "week":
        starts = [first + 7 * n * ONE for n in range(((last - first).days + 1) // 7)]
    else:
        weeks: tuple[int, ...] = PATTERNS[calendar["kind"]] * 4
        if unit == "quarter":
            weeks = (sum(weeks[:3]),) * 4
        starts = [first + 7 * sum(weeks[:n]) * ONE for n in range(len(weeks))]
    return list(zip(starts, [*(start - ONE for start in starts[1:]), last], strict=True))


def moved(calendar: Json, unit: str, day: date, steps: int) -> tuple[date, date]:
    """The unit so many before (negative) or after the one that holds the day."""
    first, last = unit_holding(calendar, unit, day)
    while steps < 0:
        first, last = unit_holding(calendar, unit, first - ONE)
        steps += 1
    while steps > 0:
        first, last = unit_holding(calendar, unit, last + ONE)
        steps -= 1
    return first, last


def months_earlier(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    last = _gregorian("month", date(year, month + 1, 1))[1].day
    return date(year, month + 1, min(day.day, last))


def steps_away(day: date, unit: str, steps: int) -> date:
    if unit in ("day", "week"):
        return day + steps * (7 if unit == "week" else 1) * ONE
    return months_earlier(day, -steps * {"month": 1, "quarter": 3, "year": 12}[unit])


def _first_weekday(calendar: Json) -> int:
    return 6 if calendar["week_starts"] == "sunday" else 0


def _gregorian(unit: str, day: date) -> tuple[date, date]:
    step = MONTHS_OF[unit]
    month = (day.month - 1) // step * step + 1
    after = day.year * 12 + month - 1 + step
    return date(day.year, month, 1), date(after // 12, after % 12 + 1, 1) - ONE


# Periods


class Calendars:
    """The calendars of a model, read by one clock."""

    def __init__(self, model: Json, clock: Clock) -> None:
        self.clock = clock
        self.default = model["time"]["default_calendar"]
        self.holidays: list[Json] = model.get("holidays", [])
        self.by_name: dict[str, Json] = {each["name"]: each for each in model["calendars"]}

    def named(self, name: str | None) -> Json:
        return self.by_name[name or self.default]

    def resolve(self, period: Json | None) -> Stretch:
        period = period or {"kind": "relative", "unit": "year", "offset": 0, "count": 1}
        start, whole_end, unit, calendar = getattr(self, f"_{period['kind']}")(period)
        end = min(whole_end, self.clock.watermark) if start <= self.clock.watermark else whole_end
        return Stretch(start, end, whole_end, unit, calendar)

    def whole_weeks(self, stretch: Stretch) -> Stretch:
        """The whole weeks of the period that are over: what a plan by week is compared over."""
        calendar, last = self.named(None), min(stretch.end, self.clock.watermark)
        first, end = unit_holding(calendar, "week", stretch.start)
        start = first if first == stretch.start else end + ONE
        first, end = unit_holding(calendar, "week", last)
        whole_end = end if end == last else first - ONE
        return Stretch(start, whole_end, whole_end)

    def windows(self, stretch: Stretch, grain: Json | None) -> list[Window]:
        if grain is None:
            return [Window(None, stretch.start, stretch.end)]
        calendar, found, day = self.named(grain.get("calendar")), [], stretch.start
        while day <= stretch.end:
            first, last = unit_holding(calendar, grain["unit"], day)
            found.append(Window(first, day, min(last, stretch.end)))
            day = last + ONE
        return found

    def _dates(self, period: Json) -> tuple[date, date, str | None, str | None]:
        start = _day(period.get("start")) or self.clock.first_day
        return start, _day(period.get("end")) or self.clock.watermark, None, None

    def _day(self, period: Json) -> tuple[date, date, str | None, str | None]:
        day = self.clock.today + period.get("offset", 0) * ONE
        return day, day, "day", None

    def _rolling(self, period: Json) -> tuple[date, date, str | None, str | None]:
        last, unit, count = self.clock.watermark, period["unit"], period["count"]
        if unit in ("day", "week"):
            return last - (count * (7 if unit == "week" else 1) - 1) * ONE, last, None, None
        return months_earlier(last, count * MONTHS_OF[unit]) + ONE, last, None, None

    def _relative(self, period: Json) -> tuple[date, date, str | None, str | None]:
        calendar, unit = self.named(period.get("calendar")), period["unit"]
        offset, count = period.get("offset", 0), period.get("count", 1)
        first, _ = moved(calendar, unit, self.clock.today, offset)
        _, last = moved(calendar, unit, self.clock.today, offset + count - 1)
        return first, last, unit, None if unit == "day" else calendar["name"]

    def _named(self, period: Json) -> tuple[date, date, str | None, str | None]:
        calendar, unit = self.named(period.get("calendar")), period["unit"]
        number = period.get("number")
        if period.get("month_of"):
            number = period["month_of"]
            if calendar["kind"] != "gregorian":
                number = (number - 2) % 12 + 1  # a retail year begins with February
        if period.get("year") is not None:
            years = [period["year"]]
        else:
            this = year_of(calendar, self.clock.today)
            years = [this - back for back in range(7)]
        for year in years:
            units = units_of_year(calendar, unit, year)
            if (number or 1) > len(units):
                continue
            first, last = units[(number or 1) - 1]
            if len(years) == 1 or first <= self.clock.today:
                return first, last, unit, calendar["name"]
        raise AssertionError("the strategies name only periods that there are")

    # Comparisons: the windows of the comparison, one for each window of the period.

    def compared(
        self, comparison: Json, period: Json | None, stretch: Stretch, grain: Json | None
    ) -> list[Window]:
        windows, plan = self.windows(stretch, grain), comparison["kind"] == "plan"
        if comparison.get("basis") == "event":
            return self._by_event(windows)
        last_year = comparison["kind"] == "last_year"
        by_weeks = last_year and self._basis(comparison, stretch) == "like_for_like"
        back = 364 if by_weeks else 0
        found = [
            Window(
                label, first, last, not plan and first < self.clock.first_day, (), not plan, back
            )
            for label, first, last in self._compared(comparison, period, stretch, windows, grain)
        ]
        return found

    def placed(self, windows: list[Window], period: tuple[date, date]) -> list[Window]:
        """The windows of a period, each with its days a year of weeks before."""
        before = [_weeks_before(each) for each in windows]
        lacking = [
            place
            for place, (now, then) in enumerate(zip(windows, before, strict=True))
            if now.before_data or then.first < self.clock.first_day
        ]
        after = max(lacking, default=-1)  # what stands before days that lack theirs has none either
        return [
            replace(now, period=period, year_before=then if place > after else None)
            for place, (now, then) in enumerate(zip(windows, before, strict=True))
        ]

    def _by_event(self, windows: list[Window]) -> list[Window]:
        """A value is missing where days are before the data, and in all that stand before those."""
        weekday = _first_weekday(self.named(None))
        beside = partners(self.holidays, weekday, windows[0].first, windows[-1].last)
        found: list[Window] = []
        for window in windows:
            runs = moved_days(window.first, window.last, beside, weekday)
            first, last = min(a for a, _ in runs), max(b for _, b in runs)
            before = first < self.clock.first_day
            if before:
                found = [replace(each, before_data=True) for each in found]
            found.append(Window(window.label, first, last, before, runs))
        return found

    def spread(self, spec: Any, window: Window, by_day: bool) -> tuple[date, date] | None:
        """The days that a cumulative metric counts for a window; None where the data lacks them."""
        if spec == "running":
            return self.clock.first_day, window.last
        last = window.last + window.back * ONE
        earlier = (window.back + (364 if spec["year_before"] else 0)) * ONE
        if "to_date" in spec:
            calendar = self.named(spec.get("calendar") or self.default)
            days = unit_holding(calendar, spec["to_date"], last)[0], last
        elif "trailing" in spec:
            days = steps_away(last, spec["trailing"], -spec["count"]) + ONE, last
        else:
            days = last + ONE, steps_away(last, spec["leading"], spec["count"])
        first, last = days[0] - earlier, days[1] - earlier
        reaches_back = first < self.clock.first_day and (window.compared or spec["year_before"])
        looks_ahead = "leading" in spec and by_day and last > self.clock.watermark
        return None if reaches_back or looks_ahead else (first, last)

    def _compared(
        self,
        comparison: Json,
        period: Json | None,
        stretch: Stretch,
        windows: list[Window],
        grain: Json | None,
    ) -> list[tuple[date | None, date, date]]:
        if comparison["kind"] == "plan":
            return [(w.label, w.first, w.last) for w in windows]
        if comparison["kind"] == "last_year":
            basis = self._basis(comparison, stretch)
            if basis == "same_week_number":
                first, last = self._same_weeks(stretch)
                return self._aligned(stretch, windows, first, last, grain)
            if basis == "same_dates":
                met = [(w.label, *self._same_dates(stretch, w)) for w in windows]
                return [each for each in met if each[1] <= each[2]]
            return [(w.label, w.first - 364 * ONE, w.last - 364 * ONE) for w in windows]
        if comparison["kind"] == "previous_period":
            first, last = self._previous(period, stretch)
        else:
            other = self.resolve(comparison["period"])
            first, last = other.start, other.end
        return self._aligned(stretch, windows, first, last, grain)

    def _aligned(
        self,
        stretch: Stretch,
        windows: list[Window],
        first: date,
        last: date,
        grain: Json | None,
    ) -> list[tuple[date | None, date, date]]:
        """The nth group beside the nth one of the other period; no matter how long each is."""
        other = Stretch(first, last, last)
        if windows[0].label is None:
            return [(None, first, last)]
        if other.days == stretch.days or grain is None:
            shift = stretch.start - first
            return [(w.label, w.first - shift, w.last - shift) for w in windows]
        pairs = zip(windows, self.windows(other, grain), strict=False)
        return [(mine.label, theirs.first, theirs.last) for mine, theirs in pairs]

    def _basis(self, comparison: Json, stretch: Stretch) -> str:
        if comparison.get("basis"):
            return str(comparison["basis"])
        own = stretch.calendar or self.default
        return "same_dates" if self.named(own)["kind"] == "gregorian" else "like_for_like"

    def _same_dates(self, stretch: Stretch, window: Window) -> tuple[date, date]:
        """The same dates; a whole month's last day meets the whole month's last day.

        29 February has none; a period that begins with it is met by the 28th and after.
        """
        first, last = _year_before(window.first), _year_before(window.last)
        if (window.first.month, window.first.day) == (2, 29) and window.label is not None:
            first += ONE
        if self._ends_with_its_month(stretch if window.label is None else window):
            last = _year_before(window.last + ONE) - ONE
        if window.last == stretch.end and not self._ends_with_its_month(stretch):
            last = min(last, _year_before(stretch.end))
        return first, last

    def _ends_with_its_month(self, days: Stretch | Window) -> bool:
        """Whole months, by name for a period and by their days for a part of a series."""
        if isinstance(days, Window):
            return days.first.day == (days.last + ONE).day == 1
        named = days.unit in MONTHS_OF and self.named(days.calendar)["kind"] == "gregorian"
        return named and days.end == days.whole_end

    def _same_weeks(self, stretch: Stretch) -> tuple[date, date]:
        """The weeks of the same numbers a year before; a 53rd week has none."""
        calendar = self.named(stretch.calendar)
        year = year_of(calendar, stretch.start)
        back = year_start(calendar, year) - year_start(calendar, year - 1)
        return stretch.start - back, min(stretch.end - back, year_start(calendar, year) - ONE)

    def _previous(self, period: Json | None, stretch: Stretch) -> tuple[date, date]:
        if stretch.unit is None or stretch.calendar is None:
            return stretch.start - stretch.days * ONE, stretch.start - ONE
        calendar, count = self.named(stretch.calendar), (period or {}).get("count", 1)
        first, last = moved(calendar, stretch.unit, stretch.start, -count)[0], stretch.start - ONE
        if stretch.end < stretch.whole_end:
            last = min(last, first + (stretch.days - 1) * ONE)
        return first, last


def _weeks_before(window: Window) -> Window:
    runs = tuple((a - 364 * ONE, b - 364 * ONE) for a, b in window.runs)
    return Window(window.label, window.first - 364 * ONE, window.last - 364 * ONE, runs=runs)


def _year_before(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
