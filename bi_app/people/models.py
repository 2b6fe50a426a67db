"""Who are the people of this installation, and by which keys do machines act for them?"""

from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.models import Session
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.db.models.lookups import Regex
from django.utils.translation import gettext_lazy as _
from rest_framework_api_key.models import AbstractAPIKey

NAME = r"^[a-z][a-z0-9_]*$"  # of a role or an attribute: the model says which ones mean something
ROLES = r"^([a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*)?$"
WELL_NAMED = RegexValidator(NAME, _("Write a name as the model does: small letters, digits and _."))


def _roles() -> "ArrayField[list[str], list[str]]":  # not subscriptable when it runs
    role = models.CharField(max_length=63, validators=(WELL_NAMED,))
    return ArrayField(role, default=list, db_default=[], blank=True)


def _are_names(column: str) -> Regex:
    text = models.TextField()
    return Regex(Func(F(column), Value(","), function="array_to_string", output_field=text), ROLES)


class User(AbstractUser):
    """Somebody who signs in: a person, or a service account that acts by key.

    Policies of the model speak of roles and attributes by name: one that the live model does not
    know opens nothing. Django's groups and permissions rule the admin pages only.
    """

    roles = _roles()
    service = models.BooleanField(db_default=False, default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=_are_names("roles"), name="user_roles_names"),
        )


class Team(models.Model):
    """A group of people. Each member has its roles and attributes besides their own.

    A budget may belong to it. It has nothing to do with Django's groups, which rule admin pages.
    """

    name = models.CharField(max_length=100, unique=True)
    roles = _roles()
    members = models.ManyToManyField(User, related_name="teams", blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="team_named"),
            models.CheckConstraint(condition=_are_names("roles"), name="team_roles_names"),
        )

    def __str__(self) -> str:
        return self.name


class TypedAttribute(models.Model):
    """One member of a typed attribute: a manager's regions hold "West".

    A policy that needs an attribute which a person has no row of denies that person everything.
    """

    name = models.CharField(max_length=63, validators=(WELL_NAMED,))
    member = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name}: {self.member}"


class Attribute(TypedAttribute):
    """What a person was given by name."""

    user = models.ForeignKey(User, models.CASCADE, related_name="attributes")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user", "name", "member"], name="attribute_unique"),
            models.CheckConstraint(condition=Q(name__regex=NAME), name="attribute_name_is_one"),
            models.CheckConstraint(condition=~Q(member=""), name="attribute_member_not_empty"),
        )


class TeamAttribute(TypedAttribute):
    """What every member of a team has."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="attributes")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["team", "name", "member"], name="team_attribute_once"),
            models.CheckConstraint(condition=Q(name__regex=NAME), name="team_attribute_named"),
            models.CheckConstraint(condition=~Q(member=""), name="team_attribute_not_empty"),
        )


class Scope(models.TextChoices):
    """What a key may be used for; nothing that is not named here."""

    ASK = "ask", _("ask questions in words")
    QUERY = "query", _("run queries")
    READ = "read", _("read the catalogue and one's usage")
    ADMIN = "admin", _("administer")


EVERYDAY = (Scope.ASK, Scope.QUERY)


def _everyday() -> list[str]:
    return [scope.value for scope in EVERYDAY]


class ApiKey(AbstractAPIKey):
    """A key by which a machine acts as its user. Only its prefix and hash are kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="api_keys")
    scopes = ArrayField(
        models.CharField(max_length=10, choices=Scope.choices),
        default=_everyday,
        db_default=_everyday(),
    )
    last_used = models.DateTimeField(null=True, editable=False)

    class Meta(AbstractAPIKey.Meta):
        verbose_name = "API key"
        constraints = (
            models.CheckConstraint(
                condition=Q(scopes__contained_by=Scope.values) & Q(scopes__len__gt=0),
                name="api_key_scopes_known",
            ),
        )


class SignIn(models.Model):
    """Where somebody is signed in. It is gone together with its session, however that ends.

    Pages name it by its `id`: who reads the session's key off a page could sign in with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    session = models.OneToOneField(Session, models.CASCADE, related_name="sign_in")
    user = models.ForeignKey(User, models.CASCADE, related_name="sign_ins")
    address = models.GenericIPAddressField()
    device = models.CharField(max_length=200)
    at = models.DateTimeField(db_default=Now())
    last_seen = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (models.Index(fields=["user", "last_seen"], name="sign_in_by_user"),)

    def __str__(self) -> str:
        return f"{self.user} from {self.address}"


class Attempts(models.Model):
    """How often one thing was tried since a time. `whose` is a keyed hash, never a name."""

    kind = models.CharField(max_length=20)
    whose = models.CharField(max_length=64)
    since = models.DateTimeField(db_default=Now())
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "attempts"
        constraints = (
            models.UniqueConstraint(fields=["kind", "whose"], name="attempts_counted_once"),
        )
        indexes = (models.Index(fields=["since"], name="attempts_by_age"),)

    def __str__(self) -> str:
        return f"{self.count} {self.kind}"
