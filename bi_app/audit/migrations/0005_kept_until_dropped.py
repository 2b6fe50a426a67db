"""Which rows of the record may go: a segment's that was dropped; words once, by being emptied.

A legal hold forbids both. All of it holds for every account but the database's superusers.
"""

from django.db import migrations

GUARD = """
DROP TRIGGER audit_entry_rows ON audit_entry;

CREATE FUNCTION audit_held(first_seq bigint, last_seq bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM audit_hold hold JOIN audit_entry entry ON entry.seq BETWEEN first_seq AND last_seq
         WHERE hold.lifted IS NULL
           AND (hold.person_id IS NULL OR hold.person_id = entry.person_id)
           AND (hold.since IS NULL OR entry.at >= hold.since::timestamp AT TIME ZONE 'UTC')
           AND (hold.until IS NULL OR entry.at < (hold.until + 1)::timestamp AT TIME ZONE 'UTC'))
$$;

CREATE FUNCTION audit_is_dropped(entry_seq bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM audit_segment
                    WHERE dropped IS NOT NULL AND entry_seq BETWEEN first AND last)
$$;

CREATE FUNCTION audit_guard_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND audit_is_dropped(OLD.seq) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the record is only ever added to';
END $$;

CREATE FUNCTION audit_guard_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND audit_is_dropped(OLD.entry_id) THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.erased IS NULL AND NEW.erased IS NOT NULL
        AND NEW.entry_id = OLD.entry_id AND NOT audit_held(OLD.entry_id, OLD.entry_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'words of the record stay as they are, or are erased where no hold covers them';
END $$;

CREATE FUNCTION audit_guard_segment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.dropped IS NULL AND NEW.dropped IS NOT NULL
        AND to_jsonb(NEW) - 'dropped' = to_jsonb(OLD) - 'dropped'
        AND OLD.last_at < clock_timestamp() - interval '31 days'
        AND NOT audit_held(OLD.first, OLD.last) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a segment stays as it was sealed, or is dropped whole where no hold covers it';
END $$;

CREATE FUNCTION audit_guard_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.lifted IS NULL AND NEW.lifted IS NOT NULL
        AND to_jsonb(NEW) - 'lifted' = to_jsonb(OLD) - 'lifted' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a hold stays as it was placed, or is lifted';
END $$;

CREATE FUNCTION audit_drop(segment_number integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    gone audit_segment%ROWTYPE;
BEGIN
    UPDATE audit_segment SET dropped = clock_timestamp()
     WHERE number = segment_number AND dropped IS NULL RETURNING * INTO STRICT gone;
    DELETE FROM audit_words WHERE entry_id BETWEEN gone.first AND gone.last;
    DELETE FROM audit_entry WHERE seq BETWEEN gone.first AND gone.last;
END $$;

CREATE TRIGGER audit_entry_rows BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_guard_entry();
CREATE TRIGGER audit_words_rows BEFORE UPDATE OR DELETE ON audit_words
    FOR EACH ROW EXECUTE FUNCTION audit_guard_words();
CREATE TRIGGER audit_segment_rows BEFORE UPDATE OR DELETE ON audit_segment
    FOR EACH ROW EXECUTE FUNCTION audit_guard_segment();
CREATE TRIGGER audit_hold_rows BEFORE UPDATE OR DELETE ON audit_hold
    FOR EACH ROW EXECUTE FUNCTION audit_guard_hold();
CREATE TRIGGER audit_words_whole BEFORE TRUNCATE ON audit_words
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_segment_whole BEFORE TRUNCATE ON audit_segment
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_hold_whole BEFORE TRUNCATE ON audit_hold
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_chain_whole BEFORE TRUNCATE ON audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""
BEFORE = """
DROP TRIGGER audit_chain_whole ON audit_chain;
DROP TRIGGER audit_hold_whole ON audit_hold;
DROP TRIGGER audit_segment_whole ON audit_segment;
DROP TRIGGER audit_words_whole ON audit_words;
DROP TRIGGER audit_hold_rows ON audit_hold;
DROP TRIGGER audit_segment_rows ON audit_segment;
DROP TRIGGER audit_words_rows ON audit_words;
DROP TRIGGER audit_entry_rows ON audit_entry;
DROP FUNCTION audit_drop(integer);
DROP FUNCTION audit_guard_hold();
DROP FUNCTION audit_guard_segment();
DROP FUNCTION audit_guard_words();
DROP FUNCTION audit_guard_entry();
DROP FUNCTION audit_is_dropped(bigint);
DROP FUNCTION audit_held(bigint, bigint);
CREATE TRIGGER audit_entry_rows BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):
    dependencies = (("audit", "0004_words_apart"),)
    operations = (migrations.RunSQL(GUARD, BEFORE),)
