SELECT process_code, window_start, window_end, page_cursor, ids FROM history_window
 WHERE run_id = :run AND state = 'open' ORDER BY process_code, window_start
