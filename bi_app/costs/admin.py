"""What may an operator see and change of budgets and costs?"""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from bi_app.admin import RecordAdmin
from bi_app.costs.budgets import record_budget
from bi_app.costs.models import Budget, LedgerEntry, MoreAsked, Spending


@admin.register(Budget)
class BudgetAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable when it runs
    """An operator says what may be spent; what was spent is the ledger's to say."""

    list_display = ("scope", "user", "team", "period", "limit_micros", "soft_micros", "owner")
    list_filter = ("scope", "period")

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Budget, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        record_budget(obj, request.user.get_username())

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """A lower limit says what is meant; without a row people would be answered nothing."""
        return False


@admin.register(Spending)
class SpendingAdmin(RecordAdmin):
    list_display = ("scope", "subject", "period", "begins", "spent_micros", "reserved_micros")
    list_filter = ("scope", "period")


@admin.register(LedgerEntry)
class LedgerEntryAdmin(RecordAdmin):
    list_display = ("at", "user", "kind", "micros", "saved_micros", "channel", "workload", "model")
    list_filter = ("kind", "share", "channel", "workload")


@admin.register(MoreAsked)
class MoreAskedAdmin(RecordAdmin):
    list_display = ("at", "user", "period", "reason", "decided_at", "granted_micros")
