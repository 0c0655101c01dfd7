-- A file added to a draft. When the application is sent it becomes a document of the case.
CREATE TABLE upload (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    draft_id BLOB NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content_hash BLOB NOT NULL,
    size_bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX upload_of_draft ON upload (tenant, draft_id);
CREATE INDEX upload_content ON upload (tenant, content_hash);
CREATE INDEX document_content ON document (tenant, content_hash);
