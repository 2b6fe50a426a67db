"""What may an operator see of what was asked? That and how it ended, and change nothing."""

from django.contrib import admin

from bi_app.asking.models import AnswerRecord, Conversation, Question
from bi_app.audit.admin import RecordedReads


@admin.register(Conversation)
class ConversationAdmin(RecordedReads):
    list_display = ("id", "owner", "created")


@admin.register(Question)
class QuestionAdmin(RecordedReads):
    list_display = ("asked_at", "asker", "text", "workload", "workflow")
    list_filter = ("workload",)
    list_select_related = ("asker",)


@admin.register(AnswerRecord)
class AnswerRecordAdmin(RecordedReads):
    list_display = ("recorded_at", "status", "code", "route", "row_count", "cost_micros")
    list_filter = ("status", "code", "route")
