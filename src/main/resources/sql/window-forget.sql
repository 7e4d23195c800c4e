DELETE FROM history_window WHERE run_id IN (SELECT id FROM run WHERE ended_at < :before)
