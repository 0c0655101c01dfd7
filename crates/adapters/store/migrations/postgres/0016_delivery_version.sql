-- A letter is opened and posted by different people at the same time: whoever comes second sees what the first has done.
ALTER TABLE delivery ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
