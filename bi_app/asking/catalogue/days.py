"""How are days told: in words, and as they are written in rows?"""

from datetime import date

from semantic_layer.calendars.describe import describe_day


def told_day(day: date) -> str:
    return f"{describe_day(day)} ({day.isoformat()})"


def told_days(start: date, end: date) -> str:
    if start == end:
        return told_day(start)
    return f"{told_day(start)} to {told_day(end)}"
