-- Records: what outlives the case that made it, and the numbers people know them by.
CREATE TABLE record (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    service_key TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    record_number BIGINT NOT NULL,
    record_key TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    fields TEXT COLLATE "C" NOT NULL,
    valid_from TEXT COLLATE "C" NOT NULL,
    valid_to TEXT COLLATE "C" NOT NULL,
    opened_by BYTEA NOT NULL,
    ended_by BYTEA,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX record_order ON record (tenant, service_key, record_number);
CREATE INDEX record_by_key ON record (tenant, service_key, record_key);

CREATE TABLE record_number (
    tenant BYTEA NOT NULL,
    year BIGINT NOT NULL,
    next_number BIGINT NOT NULL,
    PRIMARY KEY (tenant, year)
);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['record', 'record_number'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant_side ON %I USING (tenant = app_tenant())', name);
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fachwerk_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON record, record_number TO fachwerk_app;
    END IF;
END
$$;
