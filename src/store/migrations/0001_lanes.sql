DROP INDEX `effects_due`;--> statement-breakpoint
CREATE INDEX `effects_due` ON `effects` (`lane`,`due_at`) WHERE state = 'pending';