"""Who are the people of this installation, and by which keys do machines act for them?"""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import Regex
from rest_framework_api_key.models import AbstractAPIKey

NAME = r"^[a-z][a-z0-9_]*$"  # of a role or an attribute: the model says which ones mean something
ROLES = r"^([a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*)?$"
WELL_NAMED = RegexValidator(NAME, "Write a name as the model does: small letters, digits and _.")


def _listed(column: str) -> Func:
    return Func(F(column), Value(","), function="array_to_string", output_field=models.TextField())


class User(AbstractUser):
    """Somebody who signs in: a person, or a service account that acts by key.

    Policies of the model speak of roles and attributes by name: one that the live model does not
    know opens nothing. Django's groups and permissions rule the admin pages only.
    """

    roles = ArrayField(
        models.CharField(max_length=63, validators=(WELL_NAMED,)),
        default=list,
        db_default=[],
        blank=True,
    )
    service = models.BooleanField(db_default=False, default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Regex(_listed("roles"), ROLES), name="user_roles_names"
            ),
        )


class Attribute(models.Model):
    """One member of a person's typed attribute: a manager's regions hold "West".

    A policy that needs an attribute which a person has no row of denies that person everything.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="attributes")
    name = models.CharField(max_length=63, validators=(WELL_NAMED,))
    member = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user", "name", "member"], name="attribute_unique"),
            models.CheckConstraint(condition=Q(name__regex=NAME), name="attribute_name_is_one"),
            models.CheckConstraint(condition=~Q(member=""), name="attribute_member_not_empty"),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.member}"


class ApiKey(AbstractAPIKey):
    """A key by which a machine acts as its user. Only its prefix and hash are kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="api_keys")
    last_used = models.DateTimeField(null=True, editable=False)

    class Meta(AbstractAPIKey.Meta):
        verbose_name = "API key"
