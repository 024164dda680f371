CREATE TABLE `faq_choices` (
	`conversation_id` integer NOT NULL,
	`turn` integer NOT NULL,
	`words_hash` text NOT NULL,
	`state` text NOT NULL,
	`entry` text,
	`words` text NOT NULL,
	`model` text NOT NULL,
	`prompt_version` text NOT NULL,
	`problem` text,
	`asked_at` integer NOT NULL,
	`decided_at` integer,
	PRIMARY KEY(`conversation_id`, `turn`)
);
--> statement-breakpoint
DROP INDEX `events_at`;--> statement-breakpoint
ALTER TABLE `events` ADD `case_id` integer;--> statement-breakpoint
ALTER TABLE `events` ADD `hash` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `events_case` ON `events` (`case_id`,`id`) WHERE case_id is not null;--> statement-breakpoint
CREATE TRIGGER `events_never_changed` BEFORE UPDATE ON `events`
BEGIN
  SELECT RAISE(ABORT, 'the record is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `events_removed_from_the_beginning` BEFORE DELETE ON `events`
WHEN EXISTS (SELECT 1 FROM `events` WHERE `id` < OLD.`id`)
BEGIN
  SELECT RAISE(ABORT, 'rows of the record are only removed from its beginning');
END;
