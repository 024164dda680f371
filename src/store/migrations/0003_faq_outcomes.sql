CREATE TABLE `faq_gaps` (
	`id` integer PRIMARY KEY NOT NULL,
	`conversation_id` integer NOT NULL,
	`turn` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `faq_gaps_turn` ON `faq_gaps` (`conversation_id`,`turn`);--> statement-breakpoint
CREATE TABLE `faq_outcomes` (
	`id` integer PRIMARY KEY NOT NULL,
	`reply_id` integer NOT NULL,
	`entry` text NOT NULL,
	`answered_at` integer NOT NULL,
	`outcome` text,
	`decided_at` integer
);
--> statement-breakpoint
CREATE INDEX `faq_outcomes_reply` ON `faq_outcomes` (`reply_id`);--> statement-breakpoint
CREATE INDEX `faq_outcomes_at` ON `faq_outcomes` (`answered_at`);