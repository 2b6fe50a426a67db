SELECT st.region, p.department,
       CAST(sum(s.discount_amount) AS DOUBLE PRECISION) / nullif(sum(s.gross_amount), 0) AS markdown_rate
FROM sales_lines s
JOIN stores st ON st.store_id = s.store_id
JOIN products p ON p.product_id = s.product_id
WHERE s.sold_on BETWEEN DATE '2026-02-01' AND DATE '2026-11-12'
GROUP BY st.region, p.department
ORDER BY st.region, p.department
