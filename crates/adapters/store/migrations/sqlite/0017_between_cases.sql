-- Signals and messages between the cases of a tenant: what is waited for and since when, what was thrown until it has
-- arrived, and which services begin by one. The hash of an empty key is written out; who waits already with another key is
-- found by the case alone, as before: nobody could publish a message yet.
ALTER TABLE subscription ADD COLUMN sort TEXT NOT NULL DEFAULT 'message';
ALTER TABLE subscription ADD COLUMN key_hash BLOB NOT NULL DEFAULT x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
ALTER TABLE subscription ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
CREATE INDEX subscription_by_key ON subscription (tenant, message, key_hash, since, id) WHERE sort = 'message';
CREATE INDEX subscription_by_signal ON subscription (tenant, message, case_id, since) WHERE sort = 'signal';

CREATE TABLE signal (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    thrown_at INTEGER NOT NULL,
    reached BLOB,
    attempt INTEGER NOT NULL,
    missed TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;

CREATE TABLE publication (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    message TEXT NOT NULL,
    message_key TEXT NOT NULL,
    key_hash BLOB NOT NULL,
    body TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    kept_until INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX publication_by_key ON publication (tenant, message, key_hash, sent_at, id);

CREATE TABLE service_start (
    tenant BLOB NOT NULL,
    sort TEXT NOT NULL,
    name TEXT NOT NULL,
    service_key TEXT NOT NULL,
    procedure TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (tenant, sort, name, service_key, procedure)
) STRICT;
CREATE INDEX service_start_of_service ON service_start (tenant, service_key);
