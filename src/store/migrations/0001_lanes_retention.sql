DROP INDEX `effects_due`;--> statement-breakpoint
CREATE INDEX `effects_due` ON `effects` (`lane`,`due_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `conversations_finished` ON `conversations` (`updated_at`) WHERE state in ('answered','closed') and sender <> '';--> statement-breakpoint
CREATE INDEX `messages_loose` ON `messages` (`received_at`) WHERE conversation_id is null and text <> '';