-- Dunmore Provisions, a grocery wholesaler: 1 July 2024 to 20 September 2026, all made up.
-- Set-wise, and the same each time: whatever varies is a hash of the row's own numbers.

CREATE MACRO draw(n, a, b, c) AS (hash(a * 7919 + b * 104729 + c)::HUGEINT % n)::INTEGER;

CREATE TABLE depots AS
SELECT * FROM (VALUES ('NG', 'Northgate', 'Uplands'), ('HB', 'Harbour', 'Coast'), ('ML', 'Millbrook', 'Coast'))
    AS depots(depot_code, depot, area);

CREATE TABLE routes AS
SELECT row_number() OVER ()::INTEGER AS route_id, *
FROM (VALUES
    ('Fell Run', 'NG', 'A. Ramsay'), ('Valley Run', 'NG', 'B. Osei'), ('Moor Run', 'NG', 'C. Lund'),
    ('Quay Run', 'HB', 'D. Marsh'), ('Island Run', 'HB', 'E. Novak'),
    ('Canal Run', 'ML', 'F. Adeyemi'), ('Orchard Run', 'ML', 'G. Petit')
) AS routes(route, depot_code, driver);

CREATE TABLE accounts AS
SELECT
    (1000 + n)::INTEGER AS account_no,
    ['Copper', 'Silver', 'Old', 'Blue', 'Green', 'Red', 'Golden', 'Little'][n % 8 + 1] || ' '
        || ['Kettle', 'Anchor', 'Oak', 'Lantern', 'Fox', 'Heron', 'Barrel', 'Olive'][n // 8 + 1] AS account_name,
    ['Restaurant', 'Shop', 'Hotel', 'School'][draw(4, n, 0, 1) + 1] AS account_type,
    CASE WHEN n IN (5, 41) THEN 'Farhaven'
         ELSE ['Aldwick', 'Brenby', 'Corrin', 'Dunsey', 'Eastholme'][draw(5, n, 0, 2) + 1] END AS town,
    (n % 7 + 1)::INTEGER AS route_id,
    (1000 + 500 * draw(9, n, 0, 3))::DECIMAL(9, 2) AS credit_limit,
    'orders' || n || '@example.org' AS contact_email,
    DATE '2019-01-07' + draw(2500, n, 0, 4) AS opened_on
FROM range(64) AS numbers(n);

CREATE TABLE items AS
SELECT
    (200 + row_number() OVER (ORDER BY item_group, item))::INTEGER AS item_no, item, item_group, storage,
    (4 + draw(3, ascii(item), length(item), 5) * 4)::INTEGER AS case_size,
    (6 + draw(240, ascii(item), length(item), 6) / 10.0)::DECIMAL(9, 2) AS list_price,
    storage = 'Chilled' OR storage = 'Frozen' AS cold_chain
FROM (VALUES
    ('Dairy', 'Chilled', ['Whole Milk', 'Salted Butter', 'Mature Cheddar', 'Greek Yoghurt', 'Double Cream']),
    ('Greens', 'Chilled', ['Baby Spinach', 'Cos Lettuce', 'Spring Onions', 'Flat Parsley', 'Kale']),
    ('Pantry', 'Ambient', ['Plain Flour', 'Long Grain Rice', 'Chopped Tomatoes', 'Sunflower Oil', 'Caster Sugar']),
    ('Drinks', 'Ambient', ['Sparkling Water', 'Apple Juice', 'Ginger Beer', 'Filter Coffee', 'Breakfast Tea']),
    ('Fish', 'Frozen', ['Cod Fillet', 'King Prawns', 'Smoked Haddock', 'Squid Rings', 'Mackerel']),
    ('Frozen Veg', 'Frozen', ['Garden Peas', 'Sweetcorn', 'Oven Chips', 'Mixed Berries', 'Broad Beans'])
) AS groups(item_group, storage, names), unnest(names) AS each(item);

CREATE TABLE batches AS
SELECT
    (row_number() OVER (ORDER BY item_no, n) + 50000)::INTEGER AS batch_id, item_no,
    (DATE '2024-05-06' + (28 * n)::INTEGER) AS received_on,
    DATE '2024-05-06' + (28 * n)::INTEGER
        + CASE storage WHEN 'Chilled' THEN 30 WHEN 'Frozen' THEN 300 ELSE 400 END + draw(9, item_no, n, 7) AS best_before,
    (list_price * (60 + draw(20, item_no, n, 8)) / 100)::DECIMAL(9, 2) AS case_cost
FROM items, range(31) AS numbers(n);

CREATE TABLE invoices AS
WITH weekly AS (
    SELECT account_no, route_id, week, visit,
        DATE '2024-07-01' + (7 * week + 2 * visit + draw(2, account_no, week, 9))::INTEGER AS invoiced_on
    FROM accounts, range(116) AS weeks(week), range(3) AS visits(visit)
    WHERE draw(10, account_no, week, 10 + visit) < 4 + (week % 52) // 13
        AND opened_on <= DATE '2024-07-01' + (7 * week)::INTEGER
), billed AS (
    SELECT row_number() OVER (ORDER BY invoiced_on, account_no)::INTEGER AS invoice_no, * FROM weekly
)
SELECT
    invoice_no, 'INV' AS document, account_no, route_id, invoiced_on, invoiced_on + 1 AS promised_on,
    CASE WHEN draw(40, invoice_no, 0, 11) = 0 THEN NULL
         ELSE invoiced_on + 1 + greatest(draw(9, invoice_no, 0, 12) - 6, 0) END AS delivered_on,
    (4 + draw(60, invoice_no, 0, 13) / 10.0)::DECIMAL(9, 2) AS freight
FROM billed
UNION ALL
SELECT 500000 + invoice_no, 'CRN', account_no, route_id, invoiced_on + 5, NULL, NULL, 0
FROM billed
WHERE draw(12, invoice_no, 0, 14) = 0 AND invoiced_on + 5 <= DATE '2026-09-20';

CREATE TABLE invoice_lines AS
WITH sold AS (
    SELECT invoice_no, line_no, invoiced_on, 201 + draw(30, invoice_no, line_no, 15) AS item_no,
        1 + draw(6, invoice_no, line_no, 16) AS cases
    FROM invoices, range(1, 5) AS numbers(line_no)
    WHERE document = 'INV' AND line_no <= 2 + draw(3, invoice_no, 0, 17)
), priced AS (
    SELECT sold.*, batch_id, case_cost, list_price * (100 - draw(11, invoice_no, line_no, 18)) / 100 AS price
    FROM sold JOIN items USING (item_no)
    ASOF JOIN batches ON batches.item_no = sold.item_no AND batches.received_on <= sold.invoiced_on
)
SELECT invoice_no, line_no::INTEGER AS line_no, invoiced_on, item_no, batch_id, cases,
    (cases * price)::DECIMAL(12, 2) AS amount, (cases * case_cost)::DECIMAL(12, 2) AS cost
FROM priced
UNION ALL
SELECT credits.invoice_no, line_no::INTEGER, credits.invoiced_on, item_no, NULL, -1,
    (-price)::DECIMAL(12, 2), (-case_cost)::DECIMAL(12, 2)
FROM priced JOIN invoices AS credits ON credits.invoice_no = 500000 + priced.invoice_no
WHERE line_no = 1;

-- Counted on Friday evenings, but Harbour did not count on 28 August 2026.
CREATE TABLE stock_counts AS
SELECT
    DATE '2024-07-05' + (7 * week)::INTEGER AS counted_on, depot_code, batch_id,
    greatest(40 + draw(30, batch_id, ascii(depot_code), 19) - 9 * ((DATE '2024-07-05' + (7 * week)::INTEGER - received_on) // 7), 0)::INTEGER AS cases,
    (best_before - (DATE '2024-07-05' + (7 * week)::INTEGER))::INTEGER AS days_left, case_cost
FROM batches, depots, range(116) AS weeks(week)
WHERE DATE '2024-07-05' + (7 * week)::INTEGER BETWEEN received_on AND received_on + 49
    AND draw(10, batch_id, ascii(depot_code), 20) > 0
    AND NOT (depot_code = 'HB' AND week = 112);

CREATE TABLE targets AS
SELECT (DATE '2024-07-01' + to_months(n::INTEGER))::DATE AS month_start, depot_code,
    (26000 + 2000 * draw(8, n, ascii(depot_code), 21))::DECIMAL(12, 2) AS amount
FROM depots, range(30) AS numbers(n);

-- Each item is fit for none to three of four diets, and listed twice for some; no item is kosher.
CREATE TABLE diets AS
SELECT * FROM (VALUES (1, 'Vegan'), (2, 'Gluten-free'), (3, 'Organic'), (4, 'Kosher')) AS diets(diet_id, diet);

CREATE TABLE item_diets AS
SELECT item_no, diet_id, listing::INTEGER AS listing
FROM items, diets, range(2) AS listings(listing)
WHERE diet_id < 4 AND draw(5, item_no, diet_id, 22) < 2 AND (listing = 0 OR draw(3, item_no, diet_id, 23) = 0);

-- Most accounts changed their territory once, in 2025; some were in none for 30 days, some never in any.
CREATE TABLE account_territories AS
WITH moves AS (
    SELECT account_no, DATE '2025-03-01' + draw(300, account_no, 0, 24) AS moved_on, draw(4, account_no, 0, 25) AS how
    FROM accounts WHERE account_no % 9 > 0
)
SELECT account_no, 1 AS version, NULL::DATE AS since, moved_on AS until,
    ['East', 'West'][draw(2, account_no, 0, 26) + 1] AS territory
FROM moves
UNION ALL
SELECT account_no, 2, CASE how WHEN 0 THEN moved_on + 30 ELSE moved_on END, NULL,
    ['East', 'North', 'South'][draw(3, account_no, 0, 27) + 1]
FROM moves WHERE how < 3;
