-- The demo retailer's warehouse, in SQL that DuckDB and PostgreSQL share.
-- Keys are left out: an index on each would double the file and the time to load it. Tests prove them instead:
-- each table's grain is unique, and each *_id finds its row.

CREATE TABLE calendar (               -- one row a day, 2021-01-31 .. 2028-01-29 (whole NRF 4-5-4 fiscal years 2021..2027)
    date            DATE NOT NULL,
    day_of_week     VARCHAR NOT NULL, -- 'Sunday' .. 'Saturday'; retail weeks run Sunday to Saturday
    calendar_month  DATE NOT NULL,    -- first day of the Gregorian month
    calendar_quarter DATE NOT NULL,
    calendar_year   INTEGER NOT NULL,
    fiscal_year     INTEGER NOT NULL, -- NRF: fiscal 2026 starts on 2026-02-01
    fiscal_quarter  INTEGER NOT NULL, -- 1..4
    fiscal_month    INTEGER NOT NULL, -- 1 = February .. 12 = January, on the 4-5-4 pattern
    fiscal_week     INTEGER NOT NULL, -- 1..52, 53 in fiscal 2023
    fiscal_month_name VARCHAR NOT NULL, -- 'February' .. 'January'
    fiscal_week_start DATE NOT NULL,  -- the Sunday
    comparable_date DATE NOT NULL,    -- the like-for-like day of the year before: 364 days earlier, whatever the 53rd week
    is_holiday      BOOLEAN NOT NULL,
    holiday_name    VARCHAR           -- 'Thanksgiving', 'Black Friday', 'Christmas Day', 'Easter Sunday', ...
);

CREATE TABLE stores (
    store_id     INTEGER NOT NULL,  -- 101, 102, ...
    store_name   VARCHAR NOT NULL,     -- 'Austin Domain', unique
    region       VARCHAR NOT NULL,
    district     VARCHAR NOT NULL,     -- three or four in a region (one or two at test size)
    state        VARCHAR NOT NULL,     -- two letters
    store_format VARCHAR NOT NULL,
    selling_sqft INTEGER NOT NULL,
    opened_on    DATE NOT NULL,
    closed_on    DATE                  -- NULL while trading
);

CREATE TABLE suppliers (
    supplier_id    INTEGER NOT NULL,
    supplier_name  VARCHAR NOT NULL,
    country        VARCHAR NOT NULL,
    lead_time_days INTEGER NOT NULL    -- contracted
);

CREATE TABLE products (
    product_id       INTEGER NOT NULL,
    sku              VARCHAR NOT NULL,
    product_name     VARCHAR NOT NULL,
    brand            VARCHAR NOT NULL,
    department       VARCHAR NOT NULL,
    category         VARCHAR NOT NULL,  -- each category lies in one department
    subcategory      VARCHAR NOT NULL,
    season           VARCHAR NOT NULL,
    supplier_id      INTEGER NOT NULL,
    is_private_label BOOLEAN NOT NULL,
    list_price       DECIMAL(10,2) NOT NULL,
    unit_cost        DECIMAL(10,2) NOT NULL,
    launched_on      DATE NOT NULL
);

CREATE TABLE customers (
    customer_id  INTEGER NOT NULL,
    full_name    VARCHAR NOT NULL,     -- personal data
    email        VARCHAR NOT NULL,     -- personal data
    birth_year   INTEGER,              -- sensitive
    loyalty_tier VARCHAR NOT NULL,
    home_region  VARCHAR NOT NULL,
    joined_on    DATE NOT NULL
);

CREATE TABLE promotions (
    promotion_id   INTEGER NOT NULL,
    promotion_name VARCHAR NOT NULL,
    promotion_type VARCHAR NOT NULL,
    starts_on      DATE NOT NULL,
    ends_on        DATE NOT NULL,
    discount_pct   DECIMAL(5,2) NOT NULL
);

CREATE TABLE sales_lines (            -- grain: one product on one order
    line_id         BIGINT NOT NULL,
    order_id        BIGINT NOT NULL,
    sold_on         DATE NOT NULL,
    sold_at         TIMESTAMP NOT NULL,
    channel         VARCHAR NOT NULL,
    store_id        INTEGER NOT NULL, -- the fulfilling store for online and app orders
    product_id      INTEGER NOT NULL,
    customer_id     INTEGER,       -- NULL: not a loyalty member
    promotion_id    INTEGER,      -- NULL: no promotion
    quantity        INTEGER NOT NULL,
    gross_amount    DECIMAL(12,2) NOT NULL,  -- at list price
    discount_amount DECIMAL(12,2) NOT NULL,  -- promotions and markdowns
    net_amount      DECIMAL(12,2) NOT NULL,  -- gross_amount - discount_amount, before returns and tax
    cost_amount     DECIMAL(12,2) NOT NULL
);

CREATE TABLE return_lines (
    return_id     BIGINT NOT NULL,
    line_id       BIGINT NOT NULL,
    returned_on   DATE NOT NULL,
    store_id      INTEGER NOT NULL,
    product_id    INTEGER NOT NULL,
    quantity      INTEGER NOT NULL,
    refund_amount DECIMAL(12,2) NOT NULL,
    reason        VARCHAR NOT NULL
);

CREATE TABLE inventory_snapshots (    -- grain: product, store, Saturday night; never added up over time
    snapshot_on    DATE NOT NULL,
    store_id       INTEGER NOT NULL,
    product_id     INTEGER NOT NULL,
    on_hand_units  INTEGER NOT NULL,
    on_order_units INTEGER NOT NULL,
    unit_cost      DECIMAL(10,2) NOT NULL
);

CREATE TABLE purchase_order_lines (
    po_line_id     BIGINT NOT NULL,
    supplier_id    INTEGER NOT NULL,
    product_id     INTEGER NOT NULL,
    ordered_on     DATE NOT NULL,
    promised_on    DATE NOT NULL,
    received_on    DATE,               -- NULL: still open
    ordered_units  INTEGER NOT NULL,
    received_units INTEGER NOT NULL,
    unit_cost      DECIMAL(10,2) NOT NULL
);

CREATE TABLE store_days (             -- grain: store, day
    date         DATE NOT NULL,
    store_id     INTEGER NOT NULL,
    visitors     INTEGER NOT NULL,     -- door counter
    labor_hours  DECIMAL(8,2) NOT NULL,
    labor_cost   DECIMAL(10,2) NOT NULL
);

CREATE TABLE sales_plan (             -- grain: store, department, fiscal week
    week_start        DATE NOT NULL,   -- the Sunday
    store_id          INTEGER NOT NULL,
    department        VARCHAR NOT NULL,
    planned_net_sales DECIMAL(12,2) NOT NULL,
    planned_gross_margin DECIMAL(12,2) NOT NULL
);
