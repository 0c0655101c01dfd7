-- The spine: everything one application needs from draft to notice. Moments are microseconds, ids 16 bytes, hashes
-- 32 bytes, JSON is text, booleans are 0 or 1. Which scope a table belongs to stands in src/scopes.rs.

-- Installation.
CREATE TABLE tenant (
    id BYTEA NOT NULL PRIMARY KEY,
    slug TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    settings TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE package (
    hash BYTEA NOT NULL PRIMARY KEY,
    service_key TEXT COLLATE "C" NOT NULL,
    package_version TEXT COLLATE "C" NOT NULL,
    content BYTEA NOT NULL,
    installed_at BIGINT NOT NULL
);

CREATE TABLE session (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    tenant BYTEA,
    subject BYTEA NOT NULL,
    data TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE throttle (
    key_hash BYTEA NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    blocked_until BIGINT NOT NULL
);
CREATE INDEX throttle_expiry ON throttle (blocked_until);

-- The due index: written by tenants, read by the worker across tenants.
CREATE TABLE due (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    due BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    attempt BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX due_order ON due (due, tenant, id);

-- Tenant.
CREATE TABLE service (
    tenant BYTEA NOT NULL,
    service_key TEXT COLLATE "C" NOT NULL,
    release_hash BYTEA NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant, service_key)
);

CREATE TABLE service_release (
    tenant BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    service_key TEXT COLLATE "C" NOT NULL,
    package_hash BYTEA NOT NULL,
    parameters TEXT COLLATE "C" NOT NULL,
    published_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, hash)
);

CREATE TABLE staff (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C" NOT NULL,
    staff_groups TEXT COLLATE "C" NOT NULL,
    roles TEXT COLLATE "C" NOT NULL,
    active BIGINT NOT NULL CHECK (active IN (0, 1)),
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant, id),
    UNIQUE (tenant, login)
);

CREATE TABLE draft (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    citizen BYTEA NOT NULL,
    service_key TEXT COLLATE "C" NOT NULL,
    release_hash BYTEA NOT NULL,
    answers TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    submitted_case BYTEA,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX draft_of_citizen ON draft (citizen, changed_at);

CREATE TABLE case_head (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    service_key TEXT COLLATE "C" NOT NULL,
    release_hash BYTEA NOT NULL,
    citizen BYTEA NOT NULL,
    applicant TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    opened_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    code_hash BYTEA NOT NULL,
    steps BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant, id),
    UNIQUE (tenant, number)
);

CREATE TABLE instance (
    tenant BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    part BIGINT NOT NULL,
    format BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant, case_id, part)
);

CREATE TABLE task (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    element TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    form TEXT COLLATE "C" NOT NULL,
    assignee BYTEA,
    due BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX task_of_case ON task (tenant, case_id);
CREATE INDEX task_of_assignee ON task (tenant, assignee, due, id) WHERE assignee IS NOT NULL;

CREATE TABLE task_candidate (
    tenant BYTEA NOT NULL,
    group_key TEXT COLLATE "C" NOT NULL,
    due BIGINT NOT NULL,
    task_id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    PRIMARY KEY (tenant, group_key, due, task_id)
);
CREATE INDEX task_candidate_of_task ON task_candidate (tenant, task_id);

CREATE TABLE journal (
    tenant BYTEA NOT NULL,
    chain BYTEA NOT NULL,
    step BIGINT NOT NULL,
    at BIGINT NOT NULL,
    header TEXT COLLATE "C" NOT NULL,
    previous BYTEA NOT NULL,
    payload_hash BYTEA NOT NULL,
    snapshot_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (tenant, chain, step)
);

CREATE TABLE journal_payload (
    tenant BYTEA NOT NULL,
    chain BYTEA NOT NULL,
    step BIGINT NOT NULL,
    salt BYTEA NOT NULL,
    payload TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant, chain, step)
);

CREATE TABLE outbox (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    job_type TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX outbox_of_case ON outbox (tenant, case_id);

CREATE TABLE timer (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    due BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX timer_of_case ON timer (tenant, case_id);

CREATE TABLE incident (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    element TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    message TEXT COLLATE "C" NOT NULL,
    raised_at BIGINT NOT NULL,
    resolved_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX incident_of_case ON incident (tenant, case_id);
CREATE INDEX incident_open ON incident (tenant, raised_at, id) WHERE resolved_at = 0;

CREATE TABLE document (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    media_type TEXT COLLATE "C" NOT NULL,
    content_hash BYTEA NOT NULL,
    size_bytes BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    delivered_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX document_of_case ON document (tenant, case_id);

CREATE TABLE delivery (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    document_id BYTEA NOT NULL,
    way TEXT COLLATE "C" NOT NULL,
    made_available_at BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX delivery_of_case ON delivery (tenant, case_id);
CREATE INDEX delivery_of_document ON delivery (tenant, document_id);

CREATE TABLE command (
    tenant BYTEA NOT NULL,
    command_key BYTEA NOT NULL,
    answer TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (tenant, command_key)
);

CREATE TABLE claim (
    tenant BYTEA NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    claim_key BYTEA NOT NULL,
    holder BYTEA NOT NULL,
    PRIMARY KEY (tenant, kind, claim_key)
);

CREATE TABLE access (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    case_id BYTEA NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX access_of_case ON access (tenant, case_id, at);

CREATE TABLE case_number (
    tenant BYTEA NOT NULL,
    year BIGINT NOT NULL,
    next_number BIGINT NOT NULL,
    PRIMARY KEY (tenant, year)
);

-- Citizen.
CREATE TABLE citizen_case (
    citizen BYTEA NOT NULL,
    tenant BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (citizen, tenant, case_id)
);

-- Row-level security repeats what src/scopes.rs says; each transaction names its tenant or citizen, or sees nothing.
-- FORCE, because the program may run as the owner of the tables.
CREATE FUNCTION app_tenant() RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT decode(nullif(current_setting('app.tenant', true), ''), 'hex') $$;
CREATE FUNCTION app_citizen() RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT decode(nullif(current_setting('app.citizen', true), ''), 'hex') $$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'command', 'case_head', 'instance', 'task', 'task_candidate', 'outbox', 'timer', 'incident', 'document',
        'delivery', 'journal', 'journal_payload', 'service', 'service_release', 'staff', 'access', 'case_number',
        'claim'
    ] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant_side ON %I USING (tenant = app_tenant())', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['draft', 'citizen_case'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY either_side ON %I USING (tenant = app_tenant() OR citizen = app_citizen())', name);
    END LOOP;
END
$$;

-- The worker looks at the due index across tenants, outside of any; inside a tenant only its own rows are there.
ALTER TABLE due ENABLE ROW LEVEL SECURITY;
ALTER TABLE due FORCE ROW LEVEL SECURITY;
-- CASE and not OR: an OR is taken to hold for few rows, and the planner then sorts a whole backlog for each claim.
CREATE POLICY own_or_installation ON due
    USING (CASE WHEN app_tenant() IS NULL AND app_citizen() IS NULL THEN true ELSE tenant = app_tenant() END);

-- Roles to be granted to logins: the program, and operators, who have no business in cases. They belong to the whole
-- cluster, so they may exist already, and whoever migrates may not be allowed to make them.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['fachwerk_app', 'fachwerk_operator'] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', name);
        EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN
            NULL;
        END;
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fachwerk_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON
            tenant, package, session, throttle, due, service, service_release, staff, draft, case_head, instance,
            task, task_candidate, journal_payload, outbox, timer, incident, document, delivery, command, claim,
            case_number, citizen_case
            TO fachwerk_app;
        GRANT SELECT, INSERT ON journal, access TO fachwerk_app;
        GRANT SELECT ON schema_version TO fachwerk_app;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fachwerk_operator') THEN
        GRANT SELECT, INSERT, UPDATE ON tenant, package TO fachwerk_operator;
        GRANT SELECT ON due, schema_version TO fachwerk_operator;
    END IF;
END
$$;
