CREATE TABLE `handed_cases` (
	`case_id` integer PRIMARY KEY NOT NULL,
	`origin` text NOT NULL,
	`ref` integer NOT NULL,
	`number` text NOT NULL,
	`state` text NOT NULL,
	`path` text NOT NULL,
	`note` text NOT NULL,
	`words` text NOT NULL,
	`reply_limit` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `handed_cases_ref` ON `handed_cases` (`origin`,`ref`);--> statement-breakpoint
CREATE INDEX `handed_cases_number` ON `handed_cases` (`origin`,`number`);--> statement-breakpoint
CREATE INDEX `handed_cases_ended` ON `handed_cases` (`updated_at`) WHERE state in ('answered','returned','withdrawn') and words <> '[]';--> statement-breakpoint
CREATE TABLE `handed_referrals` (
	`referral_id` integer PRIMARY KEY NOT NULL,
	`desk` text NOT NULL,
	`number` text NOT NULL,
	`line` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `received_letters` (
	`origin` text NOT NULL,
	`letter` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`origin`, `letter`)
);
--> statement-breakpoint
CREATE INDEX `received_letters_at` ON `received_letters` (`at`);--> statement-breakpoint
CREATE TABLE `supervisions` (
	`id` integer PRIMARY KEY NOT NULL,
	`about` text NOT NULL,
	`about_id` integer NOT NULL,
	`superior` text NOT NULL,
	`text` text NOT NULL,
	`by` text NOT NULL,
	`deadline_at` integer,
	`next_at` integer,
	`created_at` integer NOT NULL,
	`done_at` integer
);
--> statement-breakpoint
CREATE INDEX `supervisions_open` ON `supervisions` (`about`,`about_id`) WHERE done_at is null;--> statement-breakpoint
CREATE INDEX `supervisions_next` ON `supervisions` (`next_at`) WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX `supervisions_done` ON `supervisions` (`done_at`) WHERE done_at is not null;