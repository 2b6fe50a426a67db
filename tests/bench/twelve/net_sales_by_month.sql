WITH daily AS (
  SELECT sold_on, sum(net_amount) AS net_sales
  FROM sales_lines
  WHERE sold_on BETWEEN DATE '2025-02-02' AND DATE '2026-11-12'
  GROUP BY sold_on
), days AS (
  SELECT date, min(date) OVER (PARTITION BY fiscal_year, fiscal_month) AS month
  FROM calendar
  WHERE date BETWEEN DATE '2025-02-02' AND DATE '2026-11-12'
)
SELECT days.month, sum(daily.net_sales) AS net_sales
FROM daily
JOIN days ON days.date = daily.sold_on
GROUP BY days.month
ORDER BY days.month
