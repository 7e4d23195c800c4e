UPDATE history_window SET state = 'open' WHERE run_id = :run AND state = 'failed'
