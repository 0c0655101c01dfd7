-- Lists: how names are sorted (computed in Rust with every write; what is here already is brought near to it), and the days
-- on which cases are to be looked at again.
ALTER TABLE case_head ADD COLUMN applicant_key TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE case_head NO FORCE ROW LEVEL SECURITY;
UPDATE case_head SET applicant_key =
    replace(replace(replace(replace(replace(replace(replace(lower(applicant), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'Ä', 'ae'), 'Ö', 'oe'), 'Ü', 'ue'), 'ß', 'ss');
ALTER TABLE case_head FORCE ROW LEVEL SECURITY;
ALTER TABLE task ADD COLUMN name_key TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE task NO FORCE ROW LEVEL SECURITY;
UPDATE task SET name_key =
    replace(replace(replace(replace(replace(replace(replace(lower(name), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'Ä', 'ae'), 'Ö', 'oe'), 'Ü', 'ue'), 'ß', 'ss');
ALTER TABLE task FORCE ROW LEVEL SECURITY;
ALTER TABLE staff ADD COLUMN name_key TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE staff NO FORCE ROW LEVEL SECURITY;
UPDATE staff SET name_key =
    replace(replace(replace(replace(replace(replace(replace(lower(name), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'Ä', 'ae'), 'Ö', 'oe'), 'Ü', 'ue'), 'ß', 'ss');
ALTER TABLE staff FORCE ROW LEVEL SECURITY;
CREATE INDEX task_order ON task (tenant, due, id);

CREATE TABLE resubmission (
    tenant BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    day BIGINT NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    set_by BYTEA NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, case_id)
);
CREATE INDEX resubmission_order ON resubmission (tenant, day, case_id);

CREATE TABLE resubmission_candidate (
    tenant BYTEA NOT NULL,
    group_key TEXT COLLATE "C" NOT NULL,
    day BIGINT NOT NULL,
    case_id BYTEA NOT NULL,
    PRIMARY KEY (tenant, group_key, day, case_id)
);
CREATE INDEX resubmission_candidate_of_case ON resubmission_candidate (tenant, case_id);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['resubmission', 'resubmission_candidate'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant_side ON %I USING (tenant = app_tenant())', name);
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fachwerk_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON resubmission, resubmission_candidate TO fachwerk_app;
    END IF;
END
$$;
