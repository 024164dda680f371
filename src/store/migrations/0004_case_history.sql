CREATE TRIGGER `case_events_never_changed` BEFORE UPDATE ON `case_events`
BEGIN
  SELECT RAISE(ABORT, 'the history of a case is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `case_events_kept_while_open` BEFORE DELETE ON `case_events`
WHEN EXISTS (SELECT 1 FROM `cases` WHERE `id` = OLD.`case_id` AND `state` NOT IN ('closed', 'merged'))
BEGIN
  SELECT RAISE(ABORT, 'the history of an open case is kept');
END;
