DO $$ DECLARE each record; BEGIN
  -- The catalogues of this database tell names, definitions and samples of values.
  FOR each IN SELECT c.oid::regclass AS name FROM pg_class AS c
              WHERE c.relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
                AND c.relkind IN ('r', 'v') LOOP
    IF has_table_privilege('public', each.name, 'SELECT') THEN
      EXECUTE format('GRANT SELECT ON %s TO aisle_others', each.name);
      EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', each.name);
    END IF;
  END LOOP;
  -- A volatile function does something or waits: set_config, pg_sleep, query_to_xml, lo_get, locks.
  -- Of the stable ones those go that tell of catalogues, settings and sessions.
  FOR each IN SELECT p.oid::regprocedure AS name FROM pg_proc AS p
              WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind IN ('f', 'w')
                AND (p.provolatile = 'v' OR p.proname IN ('repeat', 'lpad', 'rpad', 'version')
                     OR p.provolatile = 's' AND p.proname ~ (
                        '^(pg_|has_|to_reg|txid_|inet_|current_|format_type|row_security|aclexplode'
                        '|getdatabase|getpg|obj_|col_|shobj_|mxid_|system_user|ts_debug|regclass'
                        '|(database|schema|table)_to_xml)'))
                AND has_function_privilege('public', p.oid, 'EXECUTE') LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO aisle_others', each.name);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', each.name);
  END LOOP;
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC
