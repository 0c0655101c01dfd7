-- Money that cases ask for. A payment is one request; each try to pay it at a provider is a row of its own, because
-- people break off and begin again, and now and then pay twice.
CREATE TABLE payment (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    effect BLOB NOT NULL,
    way TEXT NOT NULL,
    waits INTEGER NOT NULL CHECK (waits IN (0, 1)),
    amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
    purpose TEXT NOT NULL,
    reference TEXT NOT NULL,
    due_day TEXT NOT NULL,
    account TEXT NOT NULL,
    state TEXT NOT NULL,
    paid_cents INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    settled_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    UNIQUE (tenant, reference)
) STRICT;
CREATE INDEX payment_of_case ON payment (tenant, case_id);

CREATE TABLE payment_attempt (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    payment_id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    provider TEXT NOT NULL,
    transaction_id TEXT NOT NULL,
    checkout TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    settled_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX payment_attempt_of_case ON payment_attempt (tenant, case_id);

CREATE TABLE mandate (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    reference TEXT NOT NULL,
    creditor_id TEXT NOT NULL,
    holder TEXT NOT NULL,
    iban TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    UNIQUE (tenant, reference)
) STRICT;
CREATE INDEX mandate_of_case ON mandate (tenant, case_id);

CREATE TABLE payment_number (
    tenant BLOB NOT NULL,
    year INTEGER NOT NULL,
    next_number INTEGER NOT NULL,
    PRIMARY KEY (tenant, year)
) STRICT, WITHOUT ROWID;
