from django.db import migrations

REFUSE = """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger entries stay as they are; a correction is a row of its own';
END $$;
CREATE TRIGGER ledger_rows BEFORE UPDATE OR DELETE ON costs_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_whole BEFORE TRUNCATE ON costs_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
"""
ALLOW = """
DROP TRIGGER ledger_whole ON costs_ledgerentry;
DROP TRIGGER ledger_rows ON costs_ledgerentry;
DROP FUNCTION ledger_refuse();
"""


class Migration(migrations.Migration):
    dependencies = (("costs", "0001_initial"),)
    operations = (migrations.RunSQL(REFUSE, ALLOW),)
