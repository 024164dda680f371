CREATE TABLE `conversations` (
	`id` integer PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`surface` text NOT NULL,
	`thread` text NOT NULL,
	`sender` text NOT NULL,
	`state` text NOT NULL,
	`turn` integer NOT NULL,
	`turn_due_at` integer,
	`turn_since` integer NOT NULL,
	`approach` text NOT NULL,
	`topic` text NOT NULL,
	`urgency` text NOT NULL,
	`lang` text NOT NULL,
	`emergency` text,
	`reasons` text NOT NULL,
	`owner` text,
	`deadline_at` integer,
	`ping_at` integer,
	`deadline_step` integer NOT NULL,
	`draft_id` integer,
	`drafting_since` integer,
	`version` integer NOT NULL,
	`card_ref` text,
	`target` text NOT NULL,
	`last_inbound_at` integer NOT NULL,
	`replies_used` integer NOT NULL,
	`changed` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `conversations_thread` ON `conversations` (`channel`,`thread`,`surface`,`id`);--> statement-breakpoint
CREATE INDEX `conversations_turn_due` ON `conversations` (`turn_due_at`) WHERE turn_due_at is not null;--> statement-breakpoint
CREATE INDEX `conversations_ping` ON `conversations` (`ping_at`) WHERE ping_at is not null;--> statement-breakpoint
CREATE INDEX `conversations_open` ON `conversations` (`id`) WHERE state in ('listening','waiting','second','holding','sending','uncertain','failed');--> statement-breakpoint
CREATE TABLE `decisions` (
	`id` integer PRIMARY KEY NOT NULL,
	`conversation_id` integer NOT NULL,
	`draft_id` integer NOT NULL,
	`staff` text NOT NULL,
	`verb` text NOT NULL,
	`text_hash` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `decisions_draft` ON `decisions` (`draft_id`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` integer PRIMARY KEY NOT NULL,
	`conversation_id` integer NOT NULL,
	`turn` integer NOT NULL,
	`text` text NOT NULL,
	`origin` text NOT NULL,
	`note` text NOT NULL,
	`provenance` text NOT NULL,
	`citations` text NOT NULL,
	`warnings` text NOT NULL,
	`state` text NOT NULL,
	`corrects` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `drafts_conversation` ON `drafts` (`conversation_id`,`id`);--> statement-breakpoint
CREATE TABLE `effects` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`lane` text NOT NULL,
	`order_key` text NOT NULL,
	`conversation_id` integer,
	`reply_id` integer,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`started_at` integer,
	`last_error` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `effects_due` ON `effects` (`due_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `effects_order` ON `effects` (`order_key`,`id`);--> statement-breakpoint
CREATE INDEX `effects_running` ON `effects` (`id`) WHERE state <> 'pending';--> statement-breakpoint
CREATE INDEX `effects_conversation` ON `effects` (`conversation_id`,`kind`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` integer PRIMARY KEY NOT NULL,
	`conversation_id` integer,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`what` text NOT NULL,
	`line` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_conversation` ON `events` (`conversation_id`,`id`) WHERE conversation_id is not null;--> statement-breakpoint
CREATE INDEX `events_at` ON `events` (`at`);--> statement-breakpoint
CREATE TABLE `facts` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `lanes` (
	`lane` text PRIMARY KEY NOT NULL,
	`rest_until` integer NOT NULL,
	`alerted_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `messages` (
	`id` integer PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`dedupe_key` text NOT NULL,
	`conversation_id` integer,
	`turn` integer NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`sent_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`passive` text,
	`outcome` text NOT NULL,
	`reason` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_dedupe` ON `messages` (`channel`,`dedupe_key`);--> statement-breakpoint
CREATE INDEX `messages_conversation` ON `messages` (`conversation_id`,`id`) WHERE conversation_id is not null;--> statement-breakpoint
CREATE TABLE `nonces` (
	`key` text PRIMARY KEY NOT NULL,
	`body_hash` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `replies` (
	`id` integer PRIMARY KEY NOT NULL,
	`conversation_id` integer NOT NULL,
	`turn` integer NOT NULL,
	`text` text NOT NULL,
	`text_hash` text NOT NULL,
	`kind` text NOT NULL,
	`provenance` text NOT NULL,
	`state` text NOT NULL,
	`passive` integer NOT NULL,
	`corrects` integer,
	`draft_id` integer,
	`problem` text,
	`created_at` integer NOT NULL,
	`sent_at` integer
);
--> statement-breakpoint
CREATE INDEX `replies_conversation` ON `replies` (`conversation_id`,`id`);