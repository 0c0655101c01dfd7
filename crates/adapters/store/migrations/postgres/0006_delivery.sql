-- A delivery says how, when and by which rule a letter became known, and waits for its posting or its retrieval; a letter
-- also stands on screen.
ALTER TABLE document ADD COLUMN page_hash BYTEA;
CREATE INDEX document_page ON document (tenant, page_hash) WHERE page_hash IS NOT NULL;

ALTER TABLE delivery ADD COLUMN effect BYTEA;
ALTER TABLE delivery ADD COLUMN state TEXT COLLATE "C" NOT NULL DEFAULT 'known';
ALTER TABLE delivery ADD COLUMN created_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN handed_over_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN told_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN deemed_on TEXT COLLATE "C";
ALTER TABLE delivery ADD COLUMN objection_ends TEXT COLLATE "C";
ALTER TABLE delivery ADD COLUMN rule TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX delivery_waiting ON delivery (tenant, state, created_at, id) WHERE state <> 'known';
