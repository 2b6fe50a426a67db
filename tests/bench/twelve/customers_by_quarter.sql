WITH days AS (
  SELECT date, min(date) OVER (PARTITION BY fiscal_year, fiscal_quarter) AS quarter
  FROM calendar
  WHERE date BETWEEN DATE '2025-02-02' AND DATE '2026-11-12'
)
SELECT days.quarter, count(DISTINCT s.customer_id) AS active_customers
FROM sales_lines s
JOIN days ON days.date = s.sold_on
GROUP BY days.quarter
ORDER BY days.quarter
