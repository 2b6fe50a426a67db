"""What may an operator see of the record? Everything, and change nothing."""

from django.contrib import admin

from bi_app.admin import RecordAdmin
from bi_app.audit.models import Entry


@admin.register(Entry)
class EntryAdmin(RecordAdmin):
    list_display = ("seq", "at", "actor", "action", "outcome", "asking")
    list_filter = ("action", "outcome", "workload")
