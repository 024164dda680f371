DROP INDEX `cases_ping`;--> statement-breakpoint
DROP INDEX `cases_open`;--> statement-breakpoint
CREATE INDEX `cases_open` ON `cases` (case when class = 'life' then 0 when kind = 'complaint' then 1 else 2 end,`deadline_at`,`id`) WHERE state not in ('closed','merged');--> statement-breakpoint
ALTER TABLE `cases` DROP COLUMN `ping_at`;--> statement-breakpoint
ALTER TABLE `cases` DROP COLUMN `ping_step`;