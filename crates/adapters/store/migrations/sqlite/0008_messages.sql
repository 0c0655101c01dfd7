-- Messages that cases wait for, and who must not do a task (four eyes).
CREATE TABLE subscription (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    message TEXT NOT NULL,
    message_key TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX subscription_of_case ON subscription (tenant, case_id, message);

ALTER TABLE task ADD COLUMN not_by TEXT NOT NULL DEFAULT '';
