-- How far a template is planned in a run.
SELECT MAX(window_end) FROM history_window WHERE run_id = :run AND process_code = :code
