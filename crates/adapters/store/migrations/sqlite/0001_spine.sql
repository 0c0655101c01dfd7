-- The spine: everything one application needs from draft to notice. Moments are microseconds, ids 16 bytes, hashes
-- 32 bytes, JSON is text, booleans are 0 or 1. Which scope a table belongs to stands in src/scopes.rs.

-- Installation.
CREATE TABLE tenant (
    id BLOB NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    settings TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE package (
    hash BLOB NOT NULL PRIMARY KEY,
    service_key TEXT NOT NULL,
    package_version TEXT NOT NULL,
    content BLOB NOT NULL,
    installed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    token_hash BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    tenant BLOB,
    subject BLOB NOT NULL,
    data TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE throttle (
    key_hash BLOB NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    blocked_until INTEGER NOT NULL
) STRICT;
CREATE INDEX throttle_expiry ON throttle (blocked_until);

-- The due index: written by tenants, read by the worker across tenants.
CREATE TABLE due (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    due INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_order ON due (due, tenant, id);

-- Tenant.
CREATE TABLE service (
    tenant BLOB NOT NULL,
    service_key TEXT NOT NULL,
    release_hash BLOB NOT NULL,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (tenant, service_key)
) STRICT;

CREATE TABLE service_release (
    tenant BLOB NOT NULL,
    hash BLOB NOT NULL,
    service_key TEXT NOT NULL,
    package_hash BLOB NOT NULL,
    parameters TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, hash)
) STRICT;

CREATE TABLE staff (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    staff_groups TEXT NOT NULL,
    roles TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    version INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    UNIQUE (tenant, login)
) STRICT;

CREATE TABLE draft (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    citizen BLOB NOT NULL,
    service_key TEXT NOT NULL,
    release_hash BLOB NOT NULL,
    answers TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    submitted_case BLOB,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX draft_of_citizen ON draft (citizen, changed_at);

CREATE TABLE case_head (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    number TEXT NOT NULL,
    service_key TEXT NOT NULL,
    release_hash BLOB NOT NULL,
    citizen BLOB NOT NULL,
    applicant TEXT NOT NULL,
    subject TEXT NOT NULL,
    status TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    code_hash BLOB NOT NULL,
    steps INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    UNIQUE (tenant, number)
) STRICT;

CREATE TABLE instance (
    tenant BLOB NOT NULL,
    case_id BLOB NOT NULL,
    part INTEGER NOT NULL,
    format INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (tenant, case_id, part)
) STRICT;

CREATE TABLE task (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    element TEXT NOT NULL,
    name TEXT NOT NULL,
    form TEXT NOT NULL,
    assignee BLOB,
    due INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX task_of_case ON task (tenant, case_id);
CREATE INDEX task_of_assignee ON task (tenant, assignee, due, id) WHERE assignee IS NOT NULL;

CREATE TABLE task_candidate (
    tenant BLOB NOT NULL,
    group_key TEXT NOT NULL,
    due INTEGER NOT NULL,
    task_id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    PRIMARY KEY (tenant, group_key, due, task_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_candidate_of_task ON task_candidate (tenant, task_id);

CREATE TABLE journal (
    tenant BLOB NOT NULL,
    chain BLOB NOT NULL,
    step INTEGER NOT NULL,
    at INTEGER NOT NULL,
    header TEXT NOT NULL,
    previous BLOB NOT NULL,
    payload_hash BLOB NOT NULL,
    snapshot_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (tenant, chain, step)
) STRICT;

CREATE TABLE journal_payload (
    tenant BLOB NOT NULL,
    chain BLOB NOT NULL,
    step INTEGER NOT NULL,
    salt BLOB NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (tenant, chain, step)
) STRICT;

CREATE TABLE outbox (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    job_type TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX outbox_of_case ON outbox (tenant, case_id);

CREATE TABLE timer (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    due INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX timer_of_case ON timer (tenant, case_id);

CREATE TABLE incident (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    element TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    raised_at INTEGER NOT NULL,
    resolved_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX incident_of_case ON incident (tenant, case_id);
CREATE INDEX incident_open ON incident (tenant, raised_at, id) WHERE resolved_at = 0;

CREATE TABLE document (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content_hash BLOB NOT NULL,
    size_bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    delivered_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX document_of_case ON document (tenant, case_id);

CREATE TABLE delivery (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    document_id BLOB NOT NULL,
    way TEXT NOT NULL,
    made_available_at INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX delivery_of_case ON delivery (tenant, case_id);
CREATE INDEX delivery_of_document ON delivery (tenant, document_id);

CREATE TABLE command (
    tenant BLOB NOT NULL,
    command_key BLOB NOT NULL,
    answer TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (tenant, command_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
    tenant BLOB NOT NULL,
    kind TEXT NOT NULL,
    claim_key BLOB NOT NULL,
    holder BLOB NOT NULL,
    PRIMARY KEY (tenant, kind, claim_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE access (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    case_id BLOB NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX access_of_case ON access (tenant, case_id, at);

CREATE TABLE case_number (
    tenant BLOB NOT NULL,
    year INTEGER NOT NULL,
    next_number INTEGER NOT NULL,
    PRIMARY KEY (tenant, year)
) STRICT, WITHOUT ROWID;

-- Citizen.
CREATE TABLE citizen_case (
    citizen BLOB NOT NULL,
    tenant BLOB NOT NULL,
    case_id BLOB NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    status TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (citizen, tenant, case_id)
) STRICT, WITHOUT ROWID;
