-- Lists: how names are sorted (computed in Rust with every write; what is here already is brought near to it), and the days
-- on which cases are to be looked at again.
ALTER TABLE case_head ADD COLUMN applicant_key TEXT NOT NULL DEFAULT '';
UPDATE case_head SET applicant_key =
    replace(replace(replace(replace(replace(replace(replace(lower(applicant), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'Ä', 'ae'), 'Ö', 'oe'), 'Ü', 'ue'), 'ß', 'ss');
ALTER TABLE task ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
UPDATE task SET name_key =
    replace(replace(replace(replace(replace(replace(replace(lower(name), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'Ä', 'ae'), 'Ö', 'oe'), 'Ü', 'ue'), 'ß', 'ss');
ALTER TABLE staff ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
UPDATE staff SET name_key =
    replace(replace(replace(replace(replace(replace(replace(lower(name), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'Ä', 'ae'), 'Ö', 'oe'), 'Ü', 'ue'), 'ß', 'ss');
CREATE INDEX task_order ON task (tenant, due, id);

CREATE TABLE resubmission (
    tenant BLOB NOT NULL,
    case_id BLOB NOT NULL,
    day INTEGER NOT NULL,
    reason TEXT NOT NULL,
    set_by BLOB NOT NULL,
    set_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, case_id)
) STRICT;
CREATE INDEX resubmission_order ON resubmission (tenant, day, case_id);

CREATE TABLE resubmission_candidate (
    tenant BLOB NOT NULL,
    group_key TEXT NOT NULL,
    day INTEGER NOT NULL,
    case_id BLOB NOT NULL,
    PRIMARY KEY (tenant, group_key, day, case_id)
) STRICT;
CREATE INDEX resubmission_candidate_of_case ON resubmission_candidate (tenant, case_id);
