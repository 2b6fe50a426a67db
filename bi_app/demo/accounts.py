"""Who are the demo's people: their roles, attributes and accounts?"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings
from django.db import transaction

from bi_app.costs.ledger import open_budget
from bi_app.people.models import Attribute, User

MAILS = "larkfield.example"


class Role(StrEnum):
    EXECUTIVE = "executive"
    MERCHANDISER = "merchandiser"
    REGIONAL_MANAGER = "regional_manager"
    ANALYST = "analyst"
    METRIC_OWNER = "metric_owner"
    ADMINISTRATOR = "administrator"
    SERVICE_ACCOUNT = "service_account"


@dataclass(frozen=True, slots=True)
class Person:
    username: str
    role: Role
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


PEOPLE = (
    Person("elena.exec", Role.EXECUTIVE),
    Person(
        "mara.merch",
        Role.MERCHANDISER,
        {"departments": ("Accessories", "Women's")},
    ),
    Person(
        "sam.southwest",
        Role.REGIONAL_MANAGER,
        {"regions": ("Southwest", "West")},
    ),
    Person("owen.owner", Role.METRIC_OWNER),
    Person("olivia.owner", Role.METRIC_OWNER),
    Person("ana.analyst", Role.ANALYST),
    Person("ada.admin", Role.ADMINISTRATOR),
    Person("portal", Role.SERVICE_ACCOUNT),
)


@transaction.atomic
def create_people(passwords: Mapping[str, str] | None = None) -> dict[str, str]:
    """Make the accounts that are missing and put all in order; returns each one's password.

    Without passwords, new ones are made for people who are new; a service account never has one.
    """
    given = passwords or {}
    stale = not _hold(given)
    used: dict[str, str] = {}
    for person in PEOPLE:
        user, new = User.objects.get_or_create(username=person.username)
        _put_in_order(user, person)
        if person.role is Role.SERVICE_ACCOUNT:
            continue
        if new or (given and stale):
            used[person.username] = given.get(person.username) or secrets.token_urlsafe(9)
            user.set_password(used[person.username])
            user.save(update_fields=["password"])
    return {**given, **used}


def _hold(passwords: Mapping[str, str]) -> bool:
    """Whether the accounts have these passwords already.

    They are made all at once, so one speaks for all: checking each would take seconds by design.
    """
    for name, password in passwords.items():
        user = User.objects.filter(username=name).first()
        return user is not None and user.check_password(password)
    return True


def _put_in_order(user: User, person: Person) -> None:
    administers = person.role is Role.ADMINISTRATOR
    user.roles, user.email = [person.role], f"{person.username}@{MAILS}"
    user.service = person.role is Role.SERVICE_ACCOUNT
    user.is_staff = user.is_superuser = administers
    if user.service and user.has_usable_password():
        user.set_unusable_password()
    user.save(update_fields=["roles", "email", "service", "is_staff", "is_superuser", "password"])
    wanted = [(name, member) for name, all_ in person.attributes.items() for member in all_]
    for attribute in user.attributes.all():
        if (attribute.name, attribute.member) not in wanted:
            attribute.delete()
    for name, member in wanted:
        Attribute.objects.get_or_create(user=user, name=name, member=member)
    open_budget(user.pk, settings.AISLE_DAILY_BUDGET_MICROS)
