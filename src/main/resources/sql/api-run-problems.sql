SELECT kind, item_id, problem, seen_at FROM run_problem WHERE run_id = :id ORDER BY id LIMIT :most
