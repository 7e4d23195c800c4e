INSERT INTO history_window (run_id, connection_name, process_code, window_start, window_end, page_cursor, ids, state)
VALUES (:run, :connection, :code, :start, :end, NULL, 0, 'open')
