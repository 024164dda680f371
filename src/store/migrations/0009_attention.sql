CREATE TABLE `held_back` (
	`conversation_id` integer PRIMARY KEY NOT NULL,
	`digest_at` integer NOT NULL,
	`listed` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `held_back_new` ON `held_back` (`digest_at`) WHERE listed = 0;--> statement-breakpoint
CREATE TABLE `small_talk` (
	`id` integer PRIMARY KEY NOT NULL,
	`approach` text NOT NULL,
	`surface` text NOT NULL,
	`thread` text NOT NULL,
	`sender` text NOT NULL,
	`target` text NOT NULL,
	`received_at` integer NOT NULL,
	`shown` integer NOT NULL,
	`opened_as` integer
);
--> statement-breakpoint
CREATE INDEX `small_talk_received` ON `small_talk` (`received_at`);--> statement-breakpoint
CREATE INDEX `small_talk_new` ON `small_talk` (`received_at`) WHERE shown = 0;--> statement-breakpoint
CREATE INDEX `cases_closed` ON `cases` (`updated_at`) WHERE state = 'closed';