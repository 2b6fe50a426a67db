DO $$ DECLARE each record; BEGIN
  FOR each IN SELECT DISTINCT r.rolname AS owner
              FROM pg_class AS c JOIN pg_roles AS r ON r.oid = c.relowner
              WHERE c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ({schemas})) AND c.relforcerowsecurity
                AND NOT r.rolsuper LOOP
    EXECUTE format('GRANT aisle_others TO %I', each.owner);
  END LOOP;
END $$
