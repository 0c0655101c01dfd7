-- Money that cases ask for. A payment is one request; each try to pay it at a provider is a row of its own, because
-- people break off and begin again, and now and then pay twice.
CREATE TABLE payment (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    effect BYTEA NOT NULL,
    way TEXT COLLATE "C" NOT NULL,
    waits BIGINT NOT NULL CHECK (waits IN (0, 1)),
    amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
    purpose TEXT COLLATE "C" NOT NULL,
    reference TEXT COLLATE "C" NOT NULL,
    due_day TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    paid_cents BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    settled_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant, id),
    UNIQUE (tenant, reference)
);
CREATE INDEX payment_of_case ON payment (tenant, case_id);

CREATE TABLE payment_attempt (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    payment_id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    provider TEXT COLLATE "C" NOT NULL,
    transaction_id TEXT COLLATE "C" NOT NULL,
    checkout TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    started_at BIGINT NOT NULL,
    settled_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX payment_attempt_of_case ON payment_attempt (tenant, case_id);

CREATE TABLE mandate (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    case_id BYTEA NOT NULL,
    reference TEXT COLLATE "C" NOT NULL,
    creditor_id TEXT COLLATE "C" NOT NULL,
    holder TEXT COLLATE "C" NOT NULL,
    iban TEXT COLLATE "C" NOT NULL,
    given_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id),
    UNIQUE (tenant, reference)
);
CREATE INDEX mandate_of_case ON mandate (tenant, case_id);

CREATE TABLE payment_number (
    tenant BYTEA NOT NULL,
    year BIGINT NOT NULL,
    next_number BIGINT NOT NULL,
    PRIMARY KEY (tenant, year)
);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['payment', 'payment_attempt', 'mandate', 'payment_number'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant_side ON %I USING (tenant = app_tenant())', name);
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fachwerk_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON payment, payment_attempt, mandate, payment_number TO fachwerk_app;
    END IF;
END
$$;
