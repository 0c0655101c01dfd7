-- What the desk keeps beside the cases: the second factor of staff, notes among themselves, questions to applicants.

CREATE TABLE second_factor (
    tenant BLOB NOT NULL,
    staff BLOB NOT NULL,
    secret BLOB NOT NULL,
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    last_step INTEGER NOT NULL,
    recovery TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (tenant, staff)
) STRICT;

CREATE TABLE note (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    author BLOB NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX note_of_case ON note (tenant, case_id, at);

CREATE TABLE question (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    text TEXT NOT NULL,
    answer_by INTEGER NOT NULL,
    answered_at INTEGER NOT NULL,
    answer TEXT NOT NULL,
    documents TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX question_of_case ON question (tenant, case_id, asked_at);
