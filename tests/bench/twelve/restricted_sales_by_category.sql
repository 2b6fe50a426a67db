SELECT p.category, sum(s.net_amount) AS net_sales
FROM sales_lines s
JOIN products p ON p.product_id = s.product_id
WHERE s.sold_on BETWEEN DATE '2026-02-01' AND DATE '2026-11-12'
  AND s.store_id IN (SELECT store_id FROM stores WHERE region IN ('Southwest', 'West'))
GROUP BY p.category
ORDER BY p.category
