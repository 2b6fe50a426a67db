WITH sold AS (
  SELECT p.department, sum(s.quantity) AS units_sold
  FROM sales_lines s
  JOIN products p ON p.product_id = s.product_id
  WHERE s.sold_on BETWEEN DATE '2026-08-02' AND DATE '2026-10-31'
  GROUP BY p.department
), stock AS (
  SELECT p.department, sum(i.on_hand_units) AS on_hand_units
  FROM inventory_snapshots i
  JOIN products p ON p.product_id = i.product_id
  WHERE i.snapshot_on = DATE '2026-10-31' -- a Saturday, when stock is counted
  GROUP BY p.department
)
SELECT department,
       CAST(coalesce(units_sold, 0) AS DOUBLE PRECISION)
         / nullif(coalesce(units_sold, 0) + coalesce(on_hand_units, 0), 0) AS sell_through
FROM sold
FULL JOIN stock USING (department)
ORDER BY department
