"""How are accounts made from a file, and ended?

The columns of the file are username, and as needed email, roles, groups and any attribute of the
model. Several values of a cell are separated by `;`. A column that is missing leaves what there is;
an empty cell takes away. One mistake anywhere, and nothing of the file is done.
"""

import csv
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from bi_app.costs.ledger import open_budget
from bi_app.people.happened import OPERATOR, Happening, record
from bi_app.people.keys import end_keys
from bi_app.people.models import User
from bi_app.people.rights import Rights, give, mistakes
from bi_app.people.sign_ins import end_all
from semantic_layer.model.definitions import SemanticModel
from semantic_layer.model.suggest import did_you_mean

OWN = ("username", "email", "roles", "groups")
Told = Counter[str]  # how many were made, changed, and the same as before


class WrongFile(Exception):
    """`mistakes` has one line each, with the line of the file that it is about."""

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(mistakes))


@dataclass(frozen=True, slots=True)
class Line:
    """A person of the file; `email` is None where the file has no such column."""

    number: int
    username: str
    email: str | None
    rights: Rights


def read_file(text: str, model: SemanticModel) -> tuple[Line, ...]:
    """Raises WrongFile with every mistake of the file."""
    rows = csv.DictReader(text.removeprefix("\ufeff").splitlines(), strict=True)
    heads = list(rows.fieldnames or ())
    wrong = list(_wrong_heads(heads, model))
    if wrong:
        raise WrongFile(wrong)
    lines, seen = [], Counter[str]()
    for row in rows:
        line, found = _line(rows.line_num, row, heads), []
        seen[line.username] += 1
        found += _wrong_row(row, line) + list(mistakes(line.rights, model))
        if seen[line.username] == 2:
            found.append(f"{line.username} is in the file twice")
        wrong += [f"line {line.number}: {each}" for each in found]
        lines.append(line)
    if wrong:
        raise WrongFile(wrong)
    return tuple(lines)


@transaction.atomic
def make(lines: tuple[Line, ...], dry: bool = False) -> Told:
    """Make and change the accounts, all or none; with `dry` only tell what would be done."""
    told: Told = Counter(_make(line) for line in lines)
    transaction.set_rollback(dry)
    return told


@transaction.atomic
def end_account(user: User) -> tuple[int, int]:
    """No sign-in, key or queued work acts for the user from now on; how many sign-ins and keys."""
    record(Happening.ACCOUNT_ENDED, OPERATOR, whose=user.username)
    User.objects.filter(pk=user.pk).update(is_active=False)
    return end_all(user, OPERATOR), end_keys(user, OPERATOR)


def _make(line: Line) -> str:
    user, new = User.objects.get_or_create(username=line.username)
    if new:
        user.set_password(secrets.token_urlsafe(32))  # nobody's, until a link sets another
        user.save(update_fields=["password"])
        record(Happening.ACCOUNT_MADE, OPERATOR, whose=user.username)
        open_budget(user.pk, settings.AISLE_DAILY_BUDGET_MICROS)
    moved = line.email is not None and line.email != user.email
    if moved:
        user.email = line.email or ""
        user.save(update_fields=["email"])
        record(Happening.ADDRESS_CHANGED, OPERATOR, whose=user.username)
    changed = give(user, line.rights, OPERATOR, "people import")
    if new:
        return "made"
    return "changed" if changed or moved else "the same"


def _wrong_heads(heads: list[str], model: SemanticModel) -> Iterator[str]:
    known = (*OWN, *(each.name for each in model.attributes))
    if "username" not in heads:
        yield "line 1: there is no column username"
    for head in sorted(set(heads) - set(known)):
        yield f"line 1: no attribute of the model is called “{head}”; {did_you_mean(head, known)}"
    for head in sorted(head for head, times in Counter(heads).items() if times > 1):
        yield f"line 1: the column {head} is there twice"


def _line(number: int, row: Mapping[str, str], heads: list[str]) -> Line:
    def cell(name: str) -> tuple[str, ...] | None:
        if name not in heads:
            return None
        return tuple(part.strip() for part in (row[name] or "").split(";") if part.strip())

    attributes = {name: cell(name) or () for name in heads if name not in OWN}
    email = (row["email"] or "").strip() if "email" in heads else None
    rights = Rights(cell("roles"), cell("groups"), attributes)
    return Line(number, (row["username"] or "").strip(), email, rights)


def _wrong_row(row: Mapping[str, str], line: Line) -> list[str]:
    found = []
    if None in row or None in row.values():
        found.append("it has more or fewer cells than the first line")
    try:
        User._meta.get_field("username").clean(line.username, None)
    except ValidationError as error:
        found.append(f"username “{line.username}”: {' '.join(error.messages)}")
    try:
        if line.email:
            validate_email(line.email)
    except ValidationError:
        found.append(f"“{line.email}” is no mail address")
    return found
