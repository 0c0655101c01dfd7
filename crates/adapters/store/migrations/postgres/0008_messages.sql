-- Messages that cases wait for, and who must not do a task (four eyes).
CREATE TABLE subscription (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    message TEXT COLLATE "C" NOT NULL,
    message_key TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX subscription_of_case ON subscription (tenant, case_id, message);

ALTER TABLE task ADD COLUMN not_by TEXT COLLATE "C" NOT NULL DEFAULT '';

ALTER TABLE subscription ENABLE ROW LEVEL SECURITY;
ALTER TABLE subscription FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_side ON subscription USING (tenant = app_tenant());
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fachwerk_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON subscription TO fachwerk_app;
    END IF;
END
$$;
