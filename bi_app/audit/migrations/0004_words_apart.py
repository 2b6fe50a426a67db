"""What people typed leaves the entries, so that it can be erased; so every entry is sealed anew.

The form of an entry's hash is frozen here as it was at this step.
"""

import hashlib
import hmac
import json
import secrets

from django.db import migrations

HASHED = (
    "seq", "at", "actor", "person_id", "action", "outcome", "asking", "request", "workload",
    "workflow", "entitlement", "manifest", "statement_sha256", "parameters_hmac", "words_hmac",
    "rows", "micros", "detail", "previous",
)
BEFORE = "ALTER TABLE audit_entry DISABLE TRIGGER USER"
AFTER = "ALTER TABLE audit_entry ENABLE TRIGGER USER"
CHECKED = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"


def take_words_out(apps, schema_editor):
    Entry, Chain = apps.get_model("audit", "Entry"), apps.get_model("audit", "Chain")
    people = dict(apps.get_model("people", "User").objects.values_list("username", "pk"))
    length, head = 0, "0" * 64
    for entry in Entry.objects.order_by("seq").iterator():
        detail = dict(entry.detail)
        question, query = detail.pop("question", ""), detail.pop("metric_query", None)
        entry.person_id = people.get(entry.actor)
        entry.manifest, entry.request = detail.pop("manifest", ""), detail.pop("trace_id", "")
        entry.detail, entry.previous = detail, head
        words = {name: each for name, each in (("question", question), ("query", query)) if each}
        entry.words_hmac = keep(apps, entry, words) if words else ""
        entry.hash = fingerprint(entry)
        entry.save()
        length, head = entry.seq, entry.hash
    Chain.objects.filter(pk=1).update(length=length, head=head)


def keep(apps, entry, words):
    body = json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    salt = secrets.token_hex(32)
    apps.get_model("audit", "Words").objects.create(entry_id=entry.seq, salt=salt, body=body)
    return hmac.new(bytes.fromhex(salt), body.encode(), hashlib.sha256).hexdigest()


def fingerprint(entry):
    digest = hashlib.sha256(b"aisle entry 2\n")
    for name in HASHED:
        part = text(getattr(entry, name))
        digest.update(b"-:" if part is None else f"{len(part)}:".encode() + part)
    return digest.hexdigest()


def text(value):
    if value is None:
        return None
    if isinstance(value, dict):
        return json.dumps(value, sort_keys=True, ensure_ascii=True).encode()
    return (value.isoformat() if hasattr(value, "isoformat") else str(value)).encode()


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_words_segments_and_holds")]
    operations = [
        migrations.RunSQL(BEFORE, AFTER),
        migrations.RunPython(take_words_out),
        migrations.RunSQL(CHECKED, migrations.RunSQL.noop),
        migrations.RunSQL(AFTER, BEFORE),
    ]
