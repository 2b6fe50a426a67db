DO $$ DECLARE each record; BEGIN
  FOR each IN SELECT polname, polrelid::regclass AS on_table FROM pg_policy WHERE polname LIKE 'aisle\_%' LOOP
    EXECUTE format('DROP POLICY %I ON %s', each.polname, each.on_table);
  END LOOP;
  FOR each IN SELECT rolname FROM pg_roles WHERE rolname LIKE '{prefix}%' LOOP
    EXECUTE format('DROP OWNED BY %I', each.rolname);
  END LOOP;
  -- Rollups are built anew, each under policies of its own.
  IF to_regclass('{rollups}._built') IS NOT NULL THEN
    FOR each IN SELECT oid::regclass AS rollup FROM pg_class
                WHERE relnamespace = '{rollups}'::regnamespace AND relkind = 'r' LOOP
      EXECUTE format('DROP TABLE %s', each.rollup);
    END LOOP;
  END IF;
END $$
