-- Applications that the office enters for people who come with paper.
ALTER TABLE draft ADD COLUMN entered_by BLOB;
CREATE INDEX draft_entered_by ON draft (tenant, entered_by, changed_at) WHERE entered_by IS NOT NULL;
