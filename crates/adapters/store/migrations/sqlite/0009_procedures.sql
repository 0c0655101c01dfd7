-- A service has several procedures; a draft and a case name theirs. What was there before knew only one.
ALTER TABLE draft ADD COLUMN procedure TEXT NOT NULL DEFAULT 'register';
ALTER TABLE case_head ADD COLUMN procedure TEXT NOT NULL DEFAULT 'register';
