"""What may an operator see and change of budgets and costs?"""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from bi_app.admin import RecordAdmin
from bi_app.costs.models import Budget, LedgerEntry


@admin.register(Budget)
class BudgetAdmin(RecordAdmin):
    """An operator may raise a limit; what was spent is the ledger's to say."""

    list_display = ("user", "limit_micros", "spent_micros", "reserved_micros", "day")
    readonly_fields = ("user", "spent_micros", "reserved_micros", "day")

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return request.user.has_perm("costs.change_budget")


@admin.register(LedgerEntry)
class LedgerEntryAdmin(RecordAdmin):
    list_display = ("at", "user", "kind", "share", "micros", "workload", "workflow")
    list_filter = ("kind", "share", "workload")
