UPDATE history_window SET page_cursor = :cursor, ids = :ids, state = :state
 WHERE run_id = :run AND process_code = :code AND window_start = :start
