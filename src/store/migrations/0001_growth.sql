CREATE TABLE `desk_cards` (
	`key` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`version` integer NOT NULL,
	`ref` text,
	`changed` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `desk_cards_kind` ON `desk_cards` (`kind`);--> statement-breakpoint
CREATE INDEX `desk_cards_finished` ON `desk_cards` (`finished_at`) WHERE finished_at is not null;--> statement-breakpoint
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
CREATE INDEX `faq_outcomes_at` ON `faq_outcomes` (`answered_at`);--> statement-breakpoint
CREATE TABLE `faq_signatures` (
	`id` integer PRIMARY KEY NOT NULL,
	`entry_id` text NOT NULL,
	`hash` text NOT NULL,
	`text` text NOT NULL,
	`staff` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `faq_signatures_entry` ON `faq_signatures` (`entry_id`,`hash`);--> statement-breakpoint
DROP INDEX `effects_due`;--> statement-breakpoint
CREATE INDEX `effects_due` ON `effects` (`lane`,`due_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `conversations_finished` ON `conversations` (`updated_at`) WHERE state in ('answered','closed') and sender <> '';--> statement-breakpoint
CREATE INDEX `messages_loose` ON `messages` (`received_at`) WHERE conversation_id is null and text <> '';