"""What may an operator see of the record? Everything, and change nothing; reading is recorded."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from bi_app.admin import RecordAdmin
from bi_app.audit.models import Entry, Hold, Segment
from bi_app.audit.record import AuditEntry, append
from bi_app.masked import mask_values


class RecordedReads(RecordAdmin):
    """Rows that tell what people asked: who lists, searches or opens them is an entry itself."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        self._read(request, "", request.GET.dict())
        return super().changelist_view(request, extra_context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if object_id is not None and request.method == "GET":
            self._read(request, object_id, {})
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _read(self, request: HttpRequest, row: str, looked_for: Mapping[str, Any]) -> None:
        append(
            AuditEntry(
                actor=request.user.get_username(),
                person_id=request.user.pk,
                action="record_read",
                outcome="shown",
                detail={"model": self.opts.label_lower, "row": row},
                words={"looked_for": mask_values(looked_for)},
            )
        )


@admin.register(Entry)
class EntryAdmin(RecordedReads):
    list_display = ("seq", "at", "actor", "action", "outcome", "asking")
    list_filter = ("action", "outcome", "workload")
    search_fields = ("actor", "asking", "request", "statement_sha256")
    fields = (
        *("seq", "at", "actor", "action", "outcome", "asking", "request", "workload", "workflow"),
        *("entitlement", "manifest", "statement_sha256", "parameters_hmac", "rows", "micros"),
        *("typed", "detail", "words_hmac", "previous", "hash"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        found: QuerySet[Entry] = super().get_queryset(request)
        return found.select_related("words")

    @admin.display(description="what was typed")
    def typed(self, entry: Entry) -> str:
        words = getattr(entry, "words", None)
        if words is None:
            return "nothing"
        return f"erased {words.erased:%Y-%m-%d %H:%M}" if words.erased else words.body


@admin.register(Segment)
class SegmentAdmin(RecordAdmin):
    list_display = ("number", "first", "last", "first_at", "last_at", "dropped")


@admin.register(Hold)
class HoldAdmin(RecordAdmin):
    """Holds are placed and lifted by `manage.py audit`."""

    list_display = ("id", "person", "since", "until", "reason", "by", "placed", "lifted")
