-- Whether any window of a run could be listed so far, as a whole or to some page.
SELECT COUNT(*) FROM history_window WHERE run_id = :run AND (state = 'done' OR page_cursor IS NOT NULL)
