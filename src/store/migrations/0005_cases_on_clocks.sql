DROP INDEX `cases_ping`;--> statement-breakpoint
ALTER TABLE `cases` DROP COLUMN `ping_at`;--> statement-breakpoint
ALTER TABLE `cases` DROP COLUMN `ping_step`;