"""A hold on a person also covers entries that tell of them by name alone, such as sign-ins."""

from django.db import migrations

HELD = """
CREATE OR REPLACE FUNCTION audit_held(first_seq bigint, last_seq bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM audit_hold hold
          LEFT JOIN people_user person ON person.id = hold.person_id
          JOIN audit_entry entry ON entry.seq BETWEEN first_seq AND last_seq
         WHERE hold.lifted IS NULL
           AND (hold.person_id IS NULL OR hold.person_id = entry.person_id
                OR entry.person_id IS NULL AND entry.actor = person.username)
           AND (hold.since IS NULL OR entry.at >= hold.since::timestamp AT TIME ZONE 'UTC')
           AND (hold.until IS NULL OR entry.at < (hold.until + 1)::timestamp AT TIME ZONE 'UTC'))
$$;
"""


class Migration(migrations.Migration):
    dependencies = (
        ("audit", "0005_kept_until_dropped"),
        ("people", "0001_initial"),
    )
    operations = (migrations.RunSQL(HELD, migrations.RunSQL.noop),)
