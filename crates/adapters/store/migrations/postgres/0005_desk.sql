-- What the desk keeps beside the cases: the second factor of staff, notes among themselves, questions to applicants.

CREATE TABLE second_factor (
    tenant BYTEA NOT NULL,
    staff BYTEA NOT NULL,
    secret BYTEA NOT NULL,
    confirmed BIGINT NOT NULL CHECK (confirmed IN (0, 1)),
    last_step BIGINT NOT NULL,
    recovery TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant, staff)
);

CREATE TABLE note (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    author BYTEA NOT NULL,
    at BIGINT NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX note_of_case ON note (tenant, case_id, at);

CREATE TABLE question (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    asked_by TEXT COLLATE "C" NOT NULL,
    asked_at BIGINT NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    answer_by BIGINT NOT NULL,
    answered_at BIGINT NOT NULL,
    answer TEXT COLLATE "C" NOT NULL,
    documents TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX question_of_case ON question (tenant, case_id, asked_at);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['second_factor', 'note', 'question'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant_side ON %I USING (tenant = app_tenant())', name);
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fachwerk_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor, note, question TO fachwerk_app;
    END IF;
END
$$;
