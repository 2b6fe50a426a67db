"""What may an operator see and change of people and their keys?"""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from rest_framework_api_key.models import APIKey

from bi_app.admin import RecordAdmin
from bi_app.costs.ledger import open_budget
from bi_app.people.happened import Happening, record
from bi_app.people.keys import end_keys
from bi_app.people.models import ApiKey, Attribute, Team, TeamAttribute, User
from metrics.releases import NoRelease, live
from semantic_layer.model.suggest import did_you_mean

for library_s in (SocialApp, SocialToken, SocialAccount, EmailAddress, Authenticator):
    admin.site.unregister(library_s)  # providers and identities are no matter of these pages


class RecordedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable when it runs
    """What operators change here is in the record too, in the transaction that changes it."""

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        _recorded(request, obj, "added", message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        _recorded(request, obj, "changed", message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Model]) -> Any:
        for each in queryset:
            _recorded(request, each, "deleted", "")
        return super().log_deletions(request, queryset)


def _recorded(request: HttpRequest, changed: Model, how: str, what: Any) -> None:
    kind = changed._meta.verbose_name
    actor = request.user.get_username()
    record(Happening.RIGHTS_CHANGED, actor, whose=str(changed), kind=str(kind), how=how, told=what)


@admin.register(Authenticator)
class SecondFactorAdmin(RecordAdmin):
    """To be deleted for somebody who lost their phone and their codes; nothing else is seen."""

    list_display = ("user", "type", "created_at", "last_used_at")
    fields = list_display

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("mfa.delete_authenticator")


class UserForm(UserChangeForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    def clean_roles(self) -> list[str]:
        """A slip in one of several roles would leave that role's policies out unsaid."""
        roles: list[str] = self.cleaned_data["roles"]
        try:
            known = [role.name for role in live().index.model.roles]
        except NoRelease:
            return roles
        for role in sorted(set(roles) - set(known)):
            hint = did_you_mean(role, known)
            raise ValidationError(f"The live model has no role “{role}”; {hint}")
        return roles


class AttributeInline(admin.TabularInline):  # type: ignore[type-arg]  # not subscriptable when it runs
    model = Attribute
    extra = 0


class TeamAttributeInline(admin.TabularInline):  # type: ignore[type-arg]  # as above
    model = TeamAttribute
    extra = 0


@admin.register(Team)
class TeamAdmin(RecordedAdmin):
    inlines = (TeamAttributeInline,)
    list_display = ("name", "roles")
    filter_horizontal = ("members",)


@admin.register(User)
class UserAdmin(RecordedAdmin, DjangoUserAdmin):  # type: ignore[type-arg]
    """Whoever is added here gets a budget at once; without one nothing would be answered."""

    form = UserForm
    inlines = (AttributeInline,)
    list_display = ("username", "roles", "service", "is_active", "last_login")
    list_filter = ("service", "is_active", "is_staff")
    fieldsets = (*(DjangoUserAdmin.fieldsets or ()), ("Asking", {"fields": ("roles", "service")}))

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        open_budget(obj.pk, settings.AISLE_DAILY_BUDGET_MICROS)


admin.site.unregister(APIKey)  # the library's own keys, which belong to nobody


@admin.register(ApiKey)
class ApiKeyAdmin(RecordAdmin):
    """Keys are made by `manage.py api_key`, which shows them once; here they are revoked."""

    list_display = ("prefix", "user", "name", "scopes", "created", "last_used", "revoked")
    readonly_fields = ("prefix", "user", "name", "scopes", "created", "last_used", "expiry_date")
    fields = (*readonly_fields, "revoked")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("people.change_apikey")

    def save_model(self, request: HttpRequest, obj: ApiKey, form: Any, change: bool) -> None:
        """All that can be changed of a key is that it ends."""
        if form.cleaned_data["revoked"]:
            end_keys(obj.user, request.user.get_username(), obj.prefix)
