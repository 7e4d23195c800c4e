-- What a run could not list to the end.
SELECT state, COUNT(*) AS n FROM history_window WHERE run_id = :run AND state <> 'done' GROUP BY state
