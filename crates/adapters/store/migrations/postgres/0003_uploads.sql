-- A file added to a draft. When the application is sent it becomes a document of the case.
CREATE TABLE upload (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    draft_id BYTEA NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    media_type TEXT COLLATE "C" NOT NULL,
    content_hash BYTEA NOT NULL,
    size_bytes BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX upload_of_draft ON upload (tenant, draft_id);
CREATE INDEX upload_content ON upload (tenant, content_hash);
CREATE INDEX document_content ON document (tenant, content_hash);

ALTER TABLE upload ENABLE ROW LEVEL SECURITY;
ALTER TABLE upload FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_side ON upload USING (tenant = app_tenant());
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fachwerk_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON upload TO fachwerk_app;
    END IF;
END
$$;
