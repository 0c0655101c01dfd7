-- Citizen accounts, mails about them that wait to be sent, and how an applicant wants to be notified.

CREATE TABLE citizen_account (
    id BLOB NOT NULL PRIMARY KEY,
    mail TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    card_hash BLOB,
    person TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX citizen_account_mail ON citizen_account (mail) WHERE mail <> '';
CREATE UNIQUE INDEX citizen_account_card ON citizen_account (card_hash) WHERE card_hash IS NOT NULL;

CREATE TABLE account_mail (
    id BLOB NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL,
    next_try_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX account_mail_order ON account_mail (next_try_at);

ALTER TABLE case_head ADD COLUMN delivery_wish TEXT NOT NULL DEFAULT '';
