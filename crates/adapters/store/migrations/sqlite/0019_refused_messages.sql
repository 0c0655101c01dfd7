-- A message remembers which cases could not take it, and lies in the order in which its time ends. Who has waited with a
-- key since before signals and messages went between cases was given the hash of no key; SQLite cannot hash, so the
-- program that migrates lends it a function.
UPDATE subscription SET key_hash = sha256(message_key) WHERE message_key <> '';
ALTER TABLE publication ADD COLUMN missed TEXT NOT NULL DEFAULT '[]';
DROP INDEX publication_by_key;
CREATE INDEX publication_by_key ON publication (tenant, message, key_hash, kept_until, id);
CREATE INDEX publication_refused ON publication (tenant, message, key_hash, kept_until, id) WHERE missed <> '[]';
