-- Who of the office has entered an answer for an applicant who gave it on paper or by word; empty when they sent it themselves.
ALTER TABLE question ADD COLUMN entered_by TEXT COLLATE "C" NOT NULL DEFAULT '';
