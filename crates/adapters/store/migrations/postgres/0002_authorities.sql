-- A tenant has several authorities; a draft and a case name the one that decides. What was there before had only one.
ALTER TABLE draft ADD COLUMN authority TEXT COLLATE "C" NOT NULL DEFAULT 'executive';
ALTER TABLE case_head ADD COLUMN authority TEXT COLLATE "C" NOT NULL DEFAULT 'executive';
