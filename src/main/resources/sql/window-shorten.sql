UPDATE history_window SET window_end = :end, page_cursor = NULL, ids = 0, state = 'open'
 WHERE run_id = :run AND process_code = :code AND window_start = :start
