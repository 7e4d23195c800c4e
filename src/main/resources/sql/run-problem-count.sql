SELECT COUNT(*) FROM run_problem WHERE run_id = :run AND seen_at >= :since
