-- What has not arrived is listed in the order in which it was published.
CREATE INDEX publication_by_time ON publication (tenant, sent_at, id);
CREATE INDEX signal_missed ON signal (tenant, thrown_at, id) WHERE missed <> '[]';
