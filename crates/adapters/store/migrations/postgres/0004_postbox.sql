-- What reached a citizen, from every town: notices, messages, questions. The text of a message stands with its case.
CREATE TABLE postbox_item (
    citizen BYTEA NOT NULL,
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    document_id BYTEA,
    at BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    PRIMARY KEY (citizen, tenant, id)
);
CREATE INDEX postbox_item_order ON postbox_item (citizen, at);
CREATE INDEX postbox_item_of_case ON postbox_item (tenant, case_id);

ALTER TABLE postbox_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE postbox_item FORCE ROW LEVEL SECURITY;
CREATE POLICY either_side ON postbox_item USING (tenant = app_tenant() OR citizen = app_citizen());
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fachwerk_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON postbox_item TO fachwerk_app;
    END IF;
END
$$;
