WITH daily AS (
  SELECT sold_on, sum(net_amount) AS net_sales
  FROM sales_lines
  WHERE sold_on BETWEEN DATE '2026-02-01' AND DATE '2026-11-12'
  GROUP BY sold_on
), days AS (
  SELECT date, min(date) OVER (PARTITION BY fiscal_month) AS month
  FROM calendar
  WHERE fiscal_year = 2026 AND date <= DATE '2026-11-12'
), months AS (
  SELECT days.month, sum(daily.net_sales) AS net_sales
  FROM daily
  JOIN days ON days.date = daily.sold_on
  GROUP BY days.month
)
SELECT month, net_sales, sum(net_sales) OVER (ORDER BY month) AS net_sales_running
FROM months
ORDER BY month
