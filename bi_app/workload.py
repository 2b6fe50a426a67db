"""What kinds of work are there, and through which door do they come?

Workloads have a queue each; both are named in ledger, trace and audit.
"""

from enum import StrEnum


class Workload(StrEnum):
    ASK = "ask"
    SUGGEST = "suggest"
    VIEW = "view"
    WATCH = "watch"
    BATCH = "batch"
    AGENT = "agent"


class Channel(StrEnum):
    PAGE = "page"
    API = "api"
    EMBED = "embed"
    AGENT = "agent"
    JOB = "job"
