CREATE TABLE `burst_marks` (
	`slot` integer PRIMARY KEY NOT NULL,
	`hash` integer NOT NULL,
	`count` integer NOT NULL,
	`conversation_id` integer NOT NULL,
	`burst` integer,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `bursts` (
	`id` integer PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`anchor` text NOT NULL,
	`examples` text NOT NULL,
	`approach` text NOT NULL,
	`topic` text NOT NULL,
	`urgency` text NOT NULL,
	`lang` text NOT NULL,
	`two` integer NOT NULL,
	`owner` text NOT NULL,
	`deadline_at` integer,
	`joined` integer NOT NULL,
	`departed` integer NOT NULL,
	`sent` integer NOT NULL,
	`closed` integer NOT NULL,
	`told_at` integer NOT NULL,
	`failures` integer NOT NULL,
	`draft_id` integer,
	`also_minutes` integer NOT NULL,
	`decided_until` integer,
	`outcome` text,
	`reason` text,
	`deciders` text NOT NULL,
	`started_at` integer,
	`queued` text NOT NULL,
	`history` text NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`drawn_at` integer NOT NULL,
	`draw_at` integer,
	`alert_at` integer,
	`work_at` integer
);
--> statement-breakpoint
CREATE INDEX `bursts_open` ON `bursts` (`id`) WHERE state <> 'done';--> statement-breakpoint
CREATE INDEX `bursts_draw` ON `bursts` (`draw_at`) WHERE draw_at is not null;--> statement-breakpoint
CREATE INDEX `bursts_alert` ON `bursts` (`alert_at`) WHERE alert_at is not null;--> statement-breakpoint
CREATE INDEX `bursts_work` ON `bursts` (`work_at`) WHERE work_at is not null;--> statement-breakpoint
CREATE INDEX `bursts_words` ON `bursts` (`last_at`) WHERE anchor <> '';--> statement-breakpoint
ALTER TABLE `conversations` ADD `burst` integer;--> statement-breakpoint
CREATE INDEX `conversations_burst` ON `conversations` (`burst`,`turn_since`,`state`) WHERE burst is not null;