WITH both_years AS (
  SELECT st.store_name,
         coalesce(sum(s.net_amount) FILTER (WHERE s.sold_on >= DATE '2026-02-01'), 0) AS net_sales,
         coalesce(sum(s.net_amount) FILTER (WHERE s.sold_on <= DATE '2025-11-13'), 0)
           AS net_sales_last_year
  FROM sales_lines s
  JOIN stores st ON st.store_id = s.store_id
  WHERE s.sold_on BETWEEN DATE '2026-02-01' AND DATE '2026-11-12'
     OR s.sold_on BETWEEN DATE '2025-02-02' AND DATE '2025-11-13'
  GROUP BY st.store_name
)
SELECT store_name, net_sales, net_sales_last_year,
       CAST(net_sales AS DOUBLE PRECISION) / nullif(net_sales_last_year, 0) - 1 AS net_sales_growth
FROM both_years
ORDER BY net_sales_growth DESC NULLS LAST, store_name
LIMIT 10
