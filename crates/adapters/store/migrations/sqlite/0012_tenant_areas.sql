-- The area a tenant administers, beside its settings, so that who is competent is found without reading all tenants.
-- One area has one tenant; an empty area is none.
ALTER TABLE tenant ADD COLUMN area TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX tenant_of_area ON tenant (area) WHERE area <> '';
