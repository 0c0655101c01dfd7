-- What reached a citizen, from every town: notices, messages, questions. The text of a message stands with its case.
CREATE TABLE postbox_item (
    citizen BLOB NOT NULL,
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    document_id BLOB,
    at INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    PRIMARY KEY (citizen, tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX postbox_item_order ON postbox_item (citizen, at);
CREATE INDEX postbox_item_of_case ON postbox_item (tenant, case_id);
