-- What is due is looked for town by town, so that one in which very much is due holds up no other.
DROP INDEX due_order;
CREATE INDEX due_order ON due (tenant, due, id);
