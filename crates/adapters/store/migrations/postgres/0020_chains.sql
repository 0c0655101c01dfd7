-- A signal or message knows its place in a row of them, each thrown because of the one before.
ALTER TABLE signal ADD COLUMN chain BIGINT NOT NULL DEFAULT 1;
ALTER TABLE publication ADD COLUMN chain BIGINT NOT NULL DEFAULT 1;
