from django.db import migrations

COUNT = """
ALTER TABLE costs_ledgerentry DISABLE TRIGGER ledger_rows;
UPDATE costs_ledgerentry SET day = (at AT TIME ZONE 'UTC')::date;
ALTER TABLE costs_ledgerentry ENABLE TRIGGER ledger_rows;
UPDATE costs_reservation
   SET day = (at AT TIME ZONE 'UTC')::date,
       user_id = (SELECT user_id FROM costs_budget WHERE costs_budget.id = budget_id);
INSERT INTO costs_spending (scope, subject, period, begins, spent_micros, reserved_micros)
SELECT subject.scope, subject.id, period, date_trunc(period, day)::date, sum(spent), sum(held)
  FROM (SELECT user_id, day, micros AS spent, 0 AS held FROM costs_ledgerentry
        UNION ALL
        SELECT user_id, day, 0, micros FROM costs_reservation WHERE settled IS NULL) AS booked
 CROSS JOIN LATERAL (VALUES ('person', user_id), ('whole', 0)) AS subject (scope, id)
 CROSS JOIN unnest(ARRAY['day', 'month']) AS period
 GROUP BY 1, 2, 3, 4;
"""


class Migration(migrations.Migration):
    dependencies = (("costs", "0003_spending"),)
    operations = (migrations.RunSQL(COUNT, migrations.RunSQL.noop),)
