-- Whether somebody waited already when a signal was thrown, or a service began by it already, is told by the order in which
-- the database stored them: the clocks of two machines differ. What is there already counts as waiting.
CREATE SEQUENCE place;
ALTER TABLE subscription ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
ALTER TABLE service_start ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
ALTER TABLE signal ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
ALTER TABLE subscription ALTER COLUMN place SET DEFAULT nextval('place');
ALTER TABLE service_start ALTER COLUMN place SET DEFAULT nextval('place');
ALTER TABLE signal ALTER COLUMN place SET DEFAULT nextval('place');
DROP INDEX subscription_by_signal;
CREATE INDEX subscription_by_signal ON subscription (tenant, message, case_id, place) WHERE sort = 'signal';

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fachwerk_app') THEN
        GRANT USAGE ON SEQUENCE place TO fachwerk_app;
    END IF;
END
$$;
