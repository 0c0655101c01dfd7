-- The search of the desk: an entry per case and record. Its words are made in Rust (src/rows/search.rs), each bears the short
-- id of its tenant. What was there before is entered by `fachwerk case reindex`.
CREATE TABLE search_entry (
    tenant BLOB NOT NULL,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    place INTEGER NOT NULL,
    at INTEGER NOT NULL,
    terms TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE UNIQUE INDEX search_entry_place ON search_entry (place);

-- The index keeps no texts of its own. A row's place is made from its id, because SQLite may renumber rows by itself.
CREATE VIRTUAL TABLE search_index USING fts5 (
    terms, content = 'search_entry', content_rowid = 'place', tokenize = 'ascii', detail = 'none', columnsize = 0
);

CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
    INSERT INTO search_index (rowid, terms) VALUES (new.place, new.terms);
END;
CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN
    INSERT INTO search_index (search_index, rowid, terms) VALUES ('delete', old.place, old.terms);
END;
CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry WHEN old.terms <> new.terms BEGIN
    INSERT INTO search_index (search_index, rowid, terms) VALUES ('delete', old.place, old.terms);
    INSERT INTO search_index (rowid, terms) VALUES (new.place, new.terms);
END;
