-- Citizen accounts, mails about them that wait to be sent, and how an applicant wants to be notified.

CREATE TABLE citizen_account (
    id BYTEA NOT NULL PRIMARY KEY,
    mail TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C" NOT NULL,
    card_hash BYTEA,
    person TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX citizen_account_mail ON citizen_account (mail) WHERE mail <> '';
CREATE UNIQUE INDEX citizen_account_card ON citizen_account (card_hash) WHERE card_hash IS NOT NULL;

CREATE TABLE account_mail (
    id BYTEA NOT NULL PRIMARY KEY,
    sealed BYTEA NOT NULL,
    next_try_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX account_mail_order ON account_mail (next_try_at);

ALTER TABLE case_head ADD COLUMN delivery_wish TEXT COLLATE "C" NOT NULL DEFAULT '';

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fachwerk_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON citizen_account, account_mail TO fachwerk_app;
    END IF;
END
$$;
