CREATE TABLE notes (id integer PRIMARY KEY, text text NOT NULL);
--> statement-breakpoint
CREATE INDEX by_text ON notes (text);
