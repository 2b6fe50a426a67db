SELECT st.store_format,
       CAST(sum(s.net_amount) AS DOUBLE PRECISION) / nullif(count(DISTINCT s.order_id), 0)
         AS average_order_value
FROM sales_lines s
JOIN stores st ON st.store_id = s.store_id
WHERE s.sold_on BETWEEN DATE '2026-02-01' AND DATE '2026-11-12'
GROUP BY st.store_format
ORDER BY st.store_format
