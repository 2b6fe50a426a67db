"""Releases and their history never change, and once one is live, one stays live."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION metrics_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: %', TG_OP, TG_TABLE_NAME, TG_ARGV[0]
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER release_immutable BEFORE UPDATE OR DELETE ON metrics_release
    FOR EACH ROW EXECUTE FUNCTION metrics_refuse('a release is immutable; publish another');
CREATE TRIGGER gone_live_immutable BEFORE UPDATE OR DELETE ON metrics_gonelive
    FOR EACH ROW EXECUTE FUNCTION metrics_refuse('history is only added to');
CREATE TRIGGER live_stays BEFORE DELETE ON metrics_live
    FOR EACH ROW EXECUTE FUNCTION metrics_refuse('one release is always live');
"""

ALLOW = """
DROP TRIGGER live_stays ON metrics_live;
DROP TRIGGER gone_live_immutable ON metrics_gonelive;
DROP TRIGGER release_immutable ON metrics_release;
DROP FUNCTION metrics_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("metrics", "0001_initial")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
