SELECT p.category,
       (sum(s.net_amount) - sum(s.cost_amount)) / nullif(CAST(sum(s.net_amount) AS DOUBLE PRECISION), 0)
         AS gross_margin_rate
FROM sales_lines s
JOIN products p ON p.product_id = s.product_id
WHERE s.sold_on BETWEEN DATE '2026-08-02' AND DATE '2026-10-31'
GROUP BY p.category
ORDER BY p.category
