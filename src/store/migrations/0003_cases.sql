CREATE TABLE `case_conversations` (
	`case_id` integer NOT NULL,
	`conversation_id` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `conversation_id`)
);
--> statement-breakpoint
CREATE INDEX `case_conversations_conversation` ON `case_conversations` (`conversation_id`,`case_id`);--> statement-breakpoint
CREATE TABLE `case_events` (
	`id` integer PRIMARY KEY NOT NULL,
	`case_id` integer NOT NULL,
	`referral_id` integer,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`what` text NOT NULL,
	`line` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `case_events_case` ON `case_events` (`case_id`,`id`);--> statement-breakpoint
CREATE INDEX `case_events_at` ON `case_events` (`at`);--> statement-breakpoint
CREATE TABLE `cases` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`topic` text NOT NULL,
	`place` text NOT NULL,
	`title` text NOT NULL,
	`class` text NOT NULL,
	`state` text NOT NULL,
	`owner` text NOT NULL,
	`department` text,
	`deadline_at` integer NOT NULL,
	`ping_at` integer,
	`ping_step` integer NOT NULL,
	`reply_since` integer NOT NULL,
	`follow_up` integer NOT NULL,
	`follow_way` text,
	`follow_by` text,
	`follow_at` integer,
	`similar_to` integer,
	`merged_into` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `cases_ping` ON `cases` (`ping_at`) WHERE ping_at is not null;--> statement-breakpoint
CREATE INDEX `cases_open` ON `cases` (`deadline_at`,`id`) WHERE state not in ('closed','merged');--> statement-breakpoint
CREATE INDEX `cases_newest` ON `cases` (`id`) WHERE state not in ('closed','merged');--> statement-breakpoint
CREATE INDEX `cases_finished` ON `cases` (`updated_at`) WHERE state in ('closed','merged') and title <> '';--> statement-breakpoint
CREATE TABLE `referrals` (
	`id` integer PRIMARY KEY NOT NULL,
	`case_id` integer NOT NULL,
	`department` text NOT NULL,
	`role` text NOT NULL,
	`state` text NOT NULL,
	`note` text NOT NULL,
	`accepted_by` text,
	`findings` text NOT NULL,
	`measures` text NOT NULL,
	`reply` text NOT NULL,
	`reported_by` text,
	`more_until` integer,
	`more_why` text NOT NULL,
	`more_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `referrals_case` ON `referrals` (`case_id`,`id`);--> statement-breakpoint
ALTER TABLE `desk_cards` ADD `channel` text;