SELECT kind, item_id, problem FROM run_problem WHERE run_id = :run AND seen_at >= :since ORDER BY id LIMIT :most
