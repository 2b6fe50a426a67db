CREATE SCHEMA IF NOT EXISTS aisle_wall;
ALTER SCHEMA aisle_wall OWNER TO aisle_wall_owner;
REVOKE ALL ON SCHEMA aisle_wall FROM PUBLIC;

CREATE TABLE IF NOT EXISTS aisle_wall.key (before bytea NOT NULL, after bytea NOT NULL);
CREATE TABLE IF NOT EXISTS aisle_wall.built (script text NOT NULL, looks text NOT NULL);
ALTER TABLE aisle_wall.key OWNER TO aisle_wall_owner;
ALTER TABLE aisle_wall.built OWNER TO aisle_wall_owner;
REVOKE ALL ON aisle_wall.key, aisle_wall.built FROM PUBLIC;

-- The context of this transaction, where it was sealed for this very role and still holds. Else
-- NULL, which every policy takes for no. CASE keeps the order: what is not sealed is never read.
CREATE OR REPLACE FUNCTION aisle_wall.context(role_name text) RETURNS jsonb
LANGUAGE sql STABLE STRICT PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT CASE WHEN c.seal = encode(sha256(k.after || sha256(
                k.before || convert_to(role_name || E'\n' || c.said, 'UTF8'))), 'hex')
              THEN CASE WHEN (c.said::jsonb ->> 'until')::numeric > extract(epoch FROM now())
                        THEN c.said::jsonb END END
  FROM aisle_wall.key AS k,
       (SELECT current_setting('aisle.context', true) AS said,
               current_setting('aisle.seal', true) AS seal) AS c
$$;
ALTER FUNCTION aisle_wall.context(text) OWNER TO aisle_wall_owner;
REVOKE ALL ON FUNCTION aisle_wall.context(text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION aisle_wall.holds(role_name text) RETURNS boolean
LANGUAGE sql STABLE STRICT PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT aisle_wall.context(role_name) IS NOT NULL $$;
ALTER FUNCTION aisle_wall.holds(text) OWNER TO aisle_wall_owner;
REVOKE ALL ON FUNCTION aisle_wall.holds(text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION aisle_wall.members(role_name text, policy text) RETURNS text[]
LANGUAGE sql STABLE STRICT PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(array_agg(each), '{}')
  FROM jsonb_array_elements_text(aisle_wall.context(role_name) -> 'members' -> policy) AS each
$$;
ALTER FUNCTION aisle_wall.members(text, text) OWNER TO aisle_wall_owner;
REVOKE ALL ON FUNCTION aisle_wall.members(text, text) FROM PUBLIC
