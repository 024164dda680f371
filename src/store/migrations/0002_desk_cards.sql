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
CREATE INDEX `desk_cards_finished` ON `desk_cards` (`finished_at`) WHERE finished_at is not null;