-- Signals and messages between the cases of a tenant: what is waited for and since when, what was thrown until it has
-- arrived, and which services begin by one. The hash of an empty key is written out; who waits already with another key
-- is found by it as well.
ALTER TABLE subscription ADD COLUMN sort TEXT COLLATE "C" NOT NULL DEFAULT 'message';
ALTER TABLE subscription ADD COLUMN key_hash BYTEA NOT NULL DEFAULT '\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
ALTER TABLE subscription ADD COLUMN since BIGINT NOT NULL DEFAULT 0;
ALTER TABLE subscription DISABLE ROW LEVEL SECURITY;
UPDATE subscription SET key_hash = sha256(convert_to(message_key, 'UTF8')) WHERE message_key <> '';
ALTER TABLE subscription ENABLE ROW LEVEL SECURITY;
CREATE INDEX subscription_by_key ON subscription (tenant, message, key_hash, since, id) WHERE sort = 'message';
CREATE INDEX subscription_by_signal ON subscription (tenant, message, case_id, since) WHERE sort = 'signal';

CREATE TABLE signal (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    thrown_at BIGINT NOT NULL,
    reached BYTEA,
    attempt BIGINT NOT NULL,
    missed TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant, id)
);

CREATE TABLE publication (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    message TEXT COLLATE "C" NOT NULL,
    message_key TEXT COLLATE "C" NOT NULL,
    key_hash BYTEA NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    sent_at BIGINT NOT NULL,
    kept_until BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX publication_by_key ON publication (tenant, message, key_hash, sent_at, id);

CREATE TABLE service_start (
    tenant BYTEA NOT NULL,
    sort TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    service_key TEXT COLLATE "C" NOT NULL,
    procedure TEXT COLLATE "C" NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (tenant, sort, name, service_key, procedure)
);
CREATE INDEX service_start_of_service ON service_start (tenant, service_key);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['signal', 'publication', 'service_start'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant_side ON %I USING (tenant = app_tenant())', name);
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fachwerk_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON signal, publication, service_start TO fachwerk_app;
    END IF;
END
$$;
