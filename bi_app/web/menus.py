"""What does a chip offer: the options of its part, and the members that may be ticked?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from bi_app.asking.readable import readable
from metrics.models import ValueEntry
from semantic_layer.access import Policy
from semantic_layer.edits import Asks, Edit, Menu, PartOf
from semantic_layer.errors import NotUnderstood

TICKED_OF = 60  # members of a dimension up to which all are listed, to be ticked
TITLES = {
    PartOf.METRIC: gettext_lazy("Number"),
    PartOf.PERIOD: gettext_lazy("Days"),
    PartOf.COMPARISON: gettext_lazy("Compared with"),
    PartOf.SHOWN: gettext_lazy("Beside the comparison"),
    PartOf.GRAIN: gettext_lazy("Over time, by"),
    PartOf.DIMENSION: gettext_lazy("Split by"),
    PartOf.FILTER: gettext_lazy("Only"),
    PartOf.THRESHOLD: gettext_lazy("Limit"),
    PartOf.BESIDE: gettext_lazy("Beside the numbers"),
    PartOf.ROWS: gettext_lazy("Which rows"),
}
UNREADABLE = gettext_lazy("This pick cannot be read. Look at the answer again, and pick anew.")


@dataclass(frozen=True, slots=True)
class Member:
    value: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """A menu as the page lays it out. `adds`: it adds a part, where others change one."""

    title: str
    menu: Menu
    adds: bool
    members: tuple[Member, ...] = ()


def offered(menu: Menu, policy: Policy, *, adds: bool = False) -> Offered:
    listed = menu.asks is Asks.MEMBERS and not adds
    members = tuple(_members(menu, policy)) if listed else ()
    return Offered(str(TITLES[menu.part]), menu, adds, members)


def added(menus: Sequence[Menu]) -> Iterator[Menu]:
    """Those that add a part: nothing of them is there to be changed or taken out."""
    for each in menus:
        current = each.removable or any(option.current for option in each.options)
        toggles = each.part in (PartOf.SHOWN, PartOf.PERIOD, PartOf.THRESHOLD, PartOf.BESIDE)
        if each.options and not current and not toggles:
            yield each


def _members(menu: Menu, policy: Policy) -> Iterator[Member]:
    """The ticked ones, then the others in order; of very many the ticked ones alone."""
    yield from (Member(value, ticked=True) for value in menu.ticked)
    known = readable(ValueEntry, policy).filter(dimension=menu.about)
    values = known.order_by("value").values_list("value", flat=True).distinct()
    others = [value for value in values[: TICKED_OF + 1] if value not in menu.ticked]
    if len(others) <= TICKED_OF:
        yield from (Member(value, ticked=False) for value in others)


def edit_of(sent: QueryDict, policy: Policy) -> Edit:
    """Raises NotUnderstood where a form of ours would not have sent it."""
    try:
        part, at = PartOf(sent.get("part", "")), int(sent.get("at", "0"))
    except ValueError as error:
        raise NotUnderstood(str(UNREADABLE)) from error
    if at < 0:
        raise NotUnderstood(str(UNREADABLE))
    if part is PartOf.INSIDE:
        name, _, value = sent.get("inside", "").partition("|")
        return Edit(part, 0, name, (value,))
    values = tuple(each.strip() for each in sent.getlist("value") if each.strip())
    if part is PartOf.FILTER:
        values = tuple(_named(values, sent.get("about", "") or sent.get("to", ""), policy))
    return Edit(part, at, sent.get("to", ""), values)


def _named(texts: Iterable[str], dimension: str, policy: Policy) -> Iterator[str]:
    """Members by any name of theirs; others stay as they were typed, to be refused."""
    known = readable(ValueEntry, policy).filter(dimension=dimension)
    for text in texts:
        found = known.filter(Q(value__iexact=text) | Q(text__iexact=text)).first()
        yield text if found is None else found.value
