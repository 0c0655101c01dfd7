-- A message remembers which cases could not take it, and lies in the order in which its time ends.
ALTER TABLE publication ADD COLUMN missed TEXT COLLATE "C" NOT NULL DEFAULT '[]';
DROP INDEX publication_by_key;
CREATE INDEX publication_by_key ON publication (tenant, message, key_hash, kept_until, id);
CREATE INDEX publication_refused ON publication (tenant, message, key_hash, kept_until, id) WHERE missed <> '[]';
