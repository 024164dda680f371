CREATE TABLE `faq_changes` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`entry_id` text NOT NULL,
	`lang` text NOT NULL,
	`text` text NOT NULL,
	`reason` text NOT NULL,
	`author` text NOT NULL,
	`conversation_id` integer,
	`state` text NOT NULL,
	`decided_by` text,
	`decided_hash` text,
	`decided_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `faq_changes_state` ON `faq_changes` (`state`,`decided_at`,`id`);--> statement-breakpoint
CREATE INDEX `faq_changes_entry` ON `faq_changes` (`entry_id`,`id`);--> statement-breakpoint
CREATE TABLE `faq_signatures` (
	`id` integer PRIMARY KEY NOT NULL,
	`entry_id` text NOT NULL,
	`hash` text NOT NULL,
	`text` text NOT NULL,
	`staff` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `faq_signatures_entry` ON `faq_signatures` (`entry_id`,`hash`);