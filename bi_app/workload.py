"""What kinds of work are there? Each has its queue, and is named in ledger, trace and audit."""

from enum import StrEnum


class Workload(StrEnum):
    ASK = "ask"
    SUGGEST = "suggest"
    VIEW = "view"
    WATCH = "watch"
    BATCH = "batch"
    AGENT = "agent"
