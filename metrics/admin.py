"""What may operators look at? Releases and the catalogue's texts; nothing is changed here.

Members are data of the warehouse, which an operator need not be allowed to see.
"""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from metrics.models import CatalogueEntry, GoneLive, Release


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in its stubs alone
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Release)
class ReleaseAdmin(ReadOnly):
    list_display = ("number", "short_hash", "reason", "by", "created")
    fields = ("number", "hash", "reason", "by", "created", "files")

    @admin.display(description="hash")
    def short_hash(self, release: Release) -> str:
        return release.hash[:12]


@admin.register(GoneLive)
class GoneLiveAdmin(ReadOnly):
    list_display = ("release", "at", "reason", "by")
    list_select_related = ("release",)


@admin.register(CatalogueEntry)
class CatalogueEntryAdmin(ReadOnly):
    list_display = ("kind", "name", "text")
    list_filter = ("kind",)
    search_fields = ("name", "text")
    fields = ("kind", "name", "text", "stems")
