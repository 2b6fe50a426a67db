-- What the wall looks like: all that decides who reads which rows and columns of the model's tables.
CREATE OR REPLACE FUNCTION aisle_wall.looks() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH walled AS (
    SELECT c.* FROM pg_class AS c WHERE c.relnamespace::regnamespace::text <> '{rollups}' AND EXISTS (
      SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid AND p.polname LIKE 'aisle\_%')
  ), said AS (
    SELECT concat_ws(' ', 'table', c.oid::regclass, c.relowner::regrole, c.relrowsecurity,
                     c.relforcerowsecurity, c.relacl) AS line FROM walled AS c
    UNION ALL
    SELECT concat_ws(' ', 'column', c.oid::regclass, a.attname, a.attacl)
    FROM walled AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attacl IS NOT NULL
    UNION ALL
    SELECT concat_ws(' ', 'policy', p.polname, c.oid::regclass, p.polcmd, p.polpermissive,
                     p.polroles::regrole[], pg_get_expr(p.polqual, c.oid),
                     pg_get_expr(p.polwithcheck, c.oid))
    FROM walled AS c JOIN pg_policy AS p ON p.polrelid = c.oid
    UNION ALL
    SELECT concat_ws(' ', 'function', p.oid::regprocedure, p.proowner::regrole, p.prosecdef,
                     p.proconfig, p.proacl, p.prosrc)
    FROM pg_proc AS p WHERE p.pronamespace = 'aisle_wall'::regnamespace
  )
  SELECT encode(sha256(convert_to(coalesce(string_agg(line, E'\n' ORDER BY line COLLATE "C"), ''), 'UTF8')), 'hex')
  FROM said
$$;
ALTER FUNCTION aisle_wall.looks() OWNER TO aisle_wall_owner;
REVOKE ALL ON FUNCTION aisle_wall.looks() FROM PUBLIC;

-- Each property that the wall rests on, as it is now; the script's identity; whether all looks as it
-- did when the script ended.
CREATE OR REPLACE FUNCTION aisle_wall.state(account text) RETURNS jsonb
LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH ours AS (
    SELECT * FROM pg_roles WHERE rolname = account OR rolname LIKE '{prefix}%'
  ), readable AS (
    SELECT DISTINCT c.oid, c.relrowsecurity AND c.relforcerowsecurity AS forced,
           (SELECT count(*) FROM pg_policy AS p WHERE p.polrelid = c.oid) AS policies
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid,
         LATERAL (SELECT * FROM aclexplode(a.attacl) UNION ALL SELECT * FROM aclexplode(c.relacl)) AS g
         JOIN ours AS r ON r.oid = g.grantee AND r.rolname <> account
    WHERE c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
  )
  SELECT jsonb_build_object(
    'superuser', (SELECT bool_or(rolsuper) FROM ours),
    'bypasses', (SELECT bool_or(rolbypassrls) FROM ours),
    'inherits', (SELECT bool_or(pg_has_role(account, oid, 'USAGE')) FROM ours WHERE rolname <> account),
    'belongs', EXISTS (
      SELECT FROM pg_auth_members AS m JOIN ours AS r ON r.oid = m.member
      WHERE m.roleid NOT IN (SELECT oid FROM ours)),
    'owns', EXISTS (SELECT FROM pg_class AS c JOIN ours AS r ON r.oid = c.relowner),
    'writes', EXISTS (
      SELECT FROM pg_class AS c, LATERAL aclexplode(c.relacl) AS g JOIN ours AS r ON r.oid = g.grantee
      WHERE g.privilege_type <> 'SELECT')
      OR has_database_privilege(account, current_database(), 'CREATE, TEMPORARY'),
    'read_only', current_setting('default_transaction_read_only') = 'on',
    'unforced', (SELECT coalesce(jsonb_agg(oid::regclass::text), '[]') FROM readable WHERE NOT forced),
    'unlimited', (SELECT coalesce(jsonb_agg(oid::regclass::text), '[]') FROM readable WHERE policies = 0),
    'policies', (SELECT coalesce(sum(policies), 0) FROM readable),
    'open_catalogues', (SELECT count(*) FROM pg_class AS c, LATERAL aclexplode(c.relacl) AS g
      WHERE g.grantee = 0 AND c.relkind IN ('r', 'v')
        AND c.relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)),
    'open_functions', (SELECT count(*) FROM pg_proc AS p
      WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.provolatile = 'v'
        AND p.prokind IN ('f', 'w') AND has_function_privilege('public', p.oid, 'EXECUTE')),
    'script', (SELECT script FROM aisle_wall.built),
    'unchanged', (SELECT looks FROM aisle_wall.built) = aisle_wall.looks(),
    'key', (SELECT encode(sha256(before || after), 'hex') FROM aisle_wall.key)
  )
$$;
ALTER FUNCTION aisle_wall.state(text) OWNER TO aisle_wall_owner;
REVOKE ALL ON FUNCTION aisle_wall.state(text) FROM PUBLIC
