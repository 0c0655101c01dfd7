-- Which cases still run, so that lists of them leave out what has ended. What is here already counts as running until its
-- state is read; a case that has ended takes no step that could correct it.
ALTER TABLE case_head ADD COLUMN is_running INTEGER NOT NULL DEFAULT 1;
CREATE INDEX case_running ON case_head (tenant, number) WHERE is_running = 1;
