WITH ends AS (
  SELECT fiscal_month, max(date) AS taken_on
  FROM calendar
  WHERE fiscal_year = 2026 AND day_of_week = 'Saturday' AND date <= DATE '2026-11-12'
  GROUP BY fiscal_month
), months AS (
  SELECT fiscal_month, min(date) AS month
  FROM calendar
  WHERE fiscal_year = 2026
  GROUP BY fiscal_month
)
SELECT months.month, st.region, sum(i.on_hand_units) AS on_hand_units
FROM inventory_snapshots i
JOIN ends ON ends.taken_on = i.snapshot_on
JOIN months ON months.fiscal_month = ends.fiscal_month
JOIN stores st ON st.store_id = i.store_id
GROUP BY months.month, st.region
ORDER BY months.month, st.region
-- Stock is counted on Saturdays, which the writer knows and the model does not say.
