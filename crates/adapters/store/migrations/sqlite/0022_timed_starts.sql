-- The starts of services that a timer sets going: when each is due next. The worker finds them by their due row, whose id is
-- that of the moment.
CREATE TABLE timed_start (
    tenant BLOB NOT NULL,
    service_key TEXT NOT NULL,
    procedure TEXT NOT NULL,
    element TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    moment BLOB NOT NULL,
    due INTEGER NOT NULL,
    repetition TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (tenant, service_key, procedure, element)
) STRICT;
CREATE UNIQUE INDEX timed_start_by_moment ON timed_start (tenant, moment);
