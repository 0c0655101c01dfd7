-- Whether somebody waited already when a signal was thrown, or a service began by it already, is told by the order in which
-- the database stored them: the clocks of two machines differ. What is there already counts as waiting.
ALTER TABLE subscription ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_start ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE signal ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
DROP INDEX subscription_by_signal;
CREATE INDEX subscription_by_signal ON subscription (tenant, message, case_id, place) WHERE sort = 'signal';
CREATE INDEX subscription_by_place ON subscription (tenant, place) WHERE sort = 'signal';
CREATE INDEX service_start_by_place ON service_start (tenant, place);
CREATE INDEX signal_by_place ON signal (tenant, place);

CREATE TRIGGER place_of_subscription AFTER INSERT ON subscription WHEN NEW.sort = 'signal' BEGIN
    UPDATE subscription SET place = 1 + max(
        (SELECT coalesce(max(place), 0) FROM subscription WHERE tenant = NEW.tenant AND sort = 'signal'),
        (SELECT coalesce(max(place), 0) FROM service_start WHERE tenant = NEW.tenant),
        (SELECT coalesce(max(place), 0) FROM signal WHERE tenant = NEW.tenant)
    ) WHERE rowid = NEW.rowid;
END;
CREATE TRIGGER place_of_service_start AFTER INSERT ON service_start BEGIN
    UPDATE service_start SET place = 1 + max(
        (SELECT coalesce(max(place), 0) FROM subscription WHERE tenant = NEW.tenant AND sort = 'signal'),
        (SELECT coalesce(max(place), 0) FROM service_start WHERE tenant = NEW.tenant),
        (SELECT coalesce(max(place), 0) FROM signal WHERE tenant = NEW.tenant)
    ) WHERE rowid = NEW.rowid;
END;
CREATE TRIGGER place_of_signal AFTER INSERT ON signal BEGIN
    UPDATE signal SET place = 1 + max(
        (SELECT coalesce(max(place), 0) FROM subscription WHERE tenant = NEW.tenant AND sort = 'signal'),
        (SELECT coalesce(max(place), 0) FROM service_start WHERE tenant = NEW.tenant),
        (SELECT coalesce(max(place), 0) FROM signal WHERE tenant = NEW.tenant)
    ) WHERE rowid = NEW.rowid;
END;
