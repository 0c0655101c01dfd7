-- The search of the desk: an entry per case and record. Its words are made in Rust (src/rows/search.rs), each bears the short
-- id of its tenant. What was there before is entered by `fachwerk case reindex`.
CREATE TABLE search_entry (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    place BIGINT NOT NULL,
    at BIGINT NOT NULL,
    terms TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX search_entry_terms ON search_entry USING gin (array_to_tsvector(string_to_array(terms, ' ')));

-- Under row-level security the index of words is passed by, because its operator may leak what it compares. So the search is
-- a function that runs as the owner, whom row-level security does not bind on this one table, and reads the tenant of the
-- transaction itself. Whoever the program signs in as sees the table only through the policy.
ALTER TABLE search_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_side ON search_entry USING (tenant = app_tenant());

CREATE FUNCTION search_entries(asked tsquery, most bigint)
    RETURNS TABLE (kind text, id bytea)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
    $$
        SELECT e.kind, e.id FROM search_entry e
        WHERE array_to_tsvector(string_to_array(e.terms, ' ')) @@ asked AND e.tenant = app_tenant()
        ORDER BY e.at DESC, e.id LIMIT most
    $$;
REVOKE ALL ON FUNCTION search_entries(tsquery, bigint) FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fachwerk_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON search_entry TO fachwerk_app;
        GRANT EXECUTE ON FUNCTION search_entries(tsquery, bigint) TO fachwerk_app;
    END IF;
END
$$;
