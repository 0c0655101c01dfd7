-- A case that has waited for people to choose since before a task asked them for it has no such task. Every case that runs is
-- looked at once by the worker, which knows what it waits for.
ALTER TABLE case_head NO FORCE ROW LEVEL SECURITY;
ALTER TABLE due NO FORCE ROW LEVEL SECURITY;
INSERT INTO due (tenant, id, kind, due, lease_until, attempt)
SELECT tenant, id, 'choice', 0, 0, 0 FROM case_head WHERE is_running = 1;
ALTER TABLE due FORCE ROW LEVEL SECURITY;
ALTER TABLE case_head FORCE ROW LEVEL SECURITY;
