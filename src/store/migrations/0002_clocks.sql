CREATE TABLE `clocks` (
	`id` integer PRIMARY KEY NOT NULL,
	`about` text NOT NULL,
	`about_id` integer NOT NULL,
	`kind` text NOT NULL,
	`started_at` integer NOT NULL,
	`amount` integer NOT NULL,
	`unit` text NOT NULL,
	`pauses` text NOT NULL,
	`extensions` text NOT NULL,
	`due_at` integer,
	`warn_at` integer,
	`warned` integer NOT NULL,
	`step` integer NOT NULL,
	`called` text NOT NULL,
	`next_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `clocks_about` ON `clocks` (`about`,`about_id`,`kind`);--> statement-breakpoint
CREATE INDEX `clocks_next` ON `clocks` (`next_at`) WHERE next_at is not null;--> statement-breakpoint
CREATE TABLE `swaps` (
	`id` integer PRIMARY KEY NOT NULL,
	`day` text NOT NULL,
	`asker` text NOT NULL,
	`other` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`decided_at` integer
);
--> statement-breakpoint
CREATE INDEX `swaps_day` ON `swaps` (`day`);--> statement-breakpoint
DROP INDEX `conversations_ping`;--> statement-breakpoint
ALTER TABLE `conversations` DROP COLUMN `ping_at`;--> statement-breakpoint
ALTER TABLE `conversations` DROP COLUMN `deadline_step`;