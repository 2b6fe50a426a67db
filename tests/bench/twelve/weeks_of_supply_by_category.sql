WITH sold AS (
  SELECT p.category, sum(s.quantity) AS units_sold
  FROM sales_lines s
  JOIN products p ON p.product_id = s.product_id
  WHERE s.sold_on BETWEEN DATE '2026-08-09' AND DATE '2026-11-07'
  GROUP BY p.category
), stock AS (
  SELECT p.category, sum(i.on_hand_units) AS on_hand_units
  FROM inventory_snapshots i
  JOIN products p ON p.product_id = i.product_id
  WHERE i.snapshot_on = DATE '2026-11-07' -- a Saturday, when stock is counted
  GROUP BY p.category
)
SELECT category,
       coalesce(on_hand_units, 0)
         / nullif(CAST(coalesce(units_sold, 0) AS DOUBLE PRECISION) / 13, 0) AS weeks_of_supply
FROM sold
FULL JOIN stock USING (category)
ORDER BY category
