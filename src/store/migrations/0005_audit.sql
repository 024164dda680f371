CREATE TABLE `faq_choices` (
	`conversation_id` integer NOT NULL,
	`turn` integer NOT NULL,
	`words_hash` text NOT NULL,
	`state` text NOT NULL,
	`entry` text,
	`words` text NOT NULL,
	`model` text NOT NULL,
	`prompt_version` text NOT NULL,
	`problem` text,
	`asked_at` integer NOT NULL,
	`decided_at` integer,
	PRIMARY KEY(`conversation_id`, `turn`)
);
