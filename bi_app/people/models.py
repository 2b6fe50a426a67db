"""Who are the people of this installation, and by which keys do machines act for them?"""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from rest_framework_api_key.models import AbstractAPIKey


class Role(models.TextChoices):
    EXECUTIVE = "executive"
    MERCHANDISER = "merchandiser"
    REGIONAL_MANAGER = "regional_manager"
    ANALYST = "analyst"
    METRIC_OWNER = "metric_owner"
    ADMINISTRATOR = "administrator"
    SERVICE_ACCOUNT = "service_account"


class AttributeName(models.TextChoices):
    REGIONS = "regions"
    DEPARTMENTS = "departments"
    STORES = "stores"
    SUPPLIER = "supplier"


class User(AbstractUser):
    """Somebody who signs in: a person, or a service account that acts by key.

    Policies of the model speak of roles and attributes; Django's groups and permissions rule the
    admin pages only.
    """

    roles = ArrayField(
        models.CharField(max_length=20, choices=Role), default=list, db_default=[], blank=True
    )
    service = models.BooleanField(db_default=False, default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(roles__contained_by=list(Role)), name="user_roles_known"
            ),
        )


class Attribute(models.Model):
    """One member of a person's typed attribute: sam.southwest's regions hold "West".

    A policy that needs an attribute which a person has no row of denies that person everything.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="attributes")
    name = models.CharField(max_length=20, choices=AttributeName)
    member = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user", "name", "member"], name="attribute_unique"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(name="supplier"), name="attribute_one_supplier"
            ),
            models.CheckConstraint(
                condition=Q(name__in=list(AttributeName)), name="attribute_name_known"
            ),
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
