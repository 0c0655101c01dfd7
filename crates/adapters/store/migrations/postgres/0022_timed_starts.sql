-- The starts of services that a timer sets going: when each is due next. The worker finds them by their due row, whose id is
-- that of the moment.
CREATE TABLE timed_start (
    tenant BYTEA NOT NULL,
    service_key TEXT COLLATE "C" NOT NULL,
    procedure TEXT COLLATE "C" NOT NULL,
    element TEXT COLLATE "C" NOT NULL,
    rhythm TEXT COLLATE "C" NOT NULL,
    moment BYTEA NOT NULL,
    due BIGINT NOT NULL,
    repetition TEXT COLLATE "C" NOT NULL,
    begun_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant, service_key, procedure, element)
);
CREATE UNIQUE INDEX timed_start_by_moment ON timed_start (tenant, moment);

ALTER TABLE timed_start ENABLE ROW LEVEL SECURITY;
ALTER TABLE timed_start FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_side ON timed_start USING (tenant = app_tenant());

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fachwerk_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON timed_start TO fachwerk_app;
    END IF;
END
$$;
