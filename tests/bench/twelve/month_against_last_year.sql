WITH both_years AS (
  SELECT p.category,
         coalesce(sum(s.net_amount) FILTER (WHERE s.sold_on >= DATE '2026-10-04'), 0) AS net_sales,
         coalesce(sum(s.net_amount) FILTER (WHERE s.sold_on <= DATE '2025-11-01'), 0)
           AS net_sales_last_year
  FROM sales_lines s
  JOIN products p ON p.product_id = s.product_id
  WHERE s.sold_on BETWEEN DATE '2026-10-04' AND DATE '2026-10-31'
     OR s.sold_on BETWEEN DATE '2025-10-05' AND DATE '2025-11-01'
  GROUP BY p.category
)
SELECT category, net_sales, net_sales_last_year,
       CAST(net_sales AS DOUBLE PRECISION) / nullif(net_sales_last_year, 0) - 1 AS net_sales_growth
FROM both_years
ORDER BY category
