"""Where and how long is the record kept?"""

from bi_app import env
from bi_app.settings.installation import VAR

AISLE_AUDIT_ANCHORS = env.text(
    "AISLE_AUDIT_ANCHORS",
    str(VAR / "audit-anchors"),
    "a folder",
    "Where the head of the record is written down every minute; best where nothing can be changed.",
    shown="audit-anchors in AISLE_VAR",
)
AISLE_AUDIT_KEEP_DAYS = env.whole(
    "AISLE_AUDIT_KEEP_DAYS",
    2557,
    "How long the record is kept: whole months that ended longer ago are dropped, unless held.",
    least=31,
)
