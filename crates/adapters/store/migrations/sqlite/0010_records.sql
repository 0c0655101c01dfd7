-- Records: what outlives the case that made it, and the numbers people know them by.
CREATE TABLE record (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    service_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    record_number INTEGER NOT NULL,
    record_key TEXT NOT NULL,
    title TEXT NOT NULL,
    fields TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    opened_by BLOB NOT NULL,
    ended_by BLOB,
    version INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX record_order ON record (tenant, service_key, record_number);
CREATE INDEX record_by_key ON record (tenant, service_key, record_key);

CREATE TABLE record_number (
    tenant BLOB NOT NULL,
    year INTEGER NOT NULL,
    next_number INTEGER NOT NULL,
    PRIMARY KEY (tenant, year)
) STRICT;
