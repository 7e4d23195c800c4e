INSERT INTO run_problem (run_id, kind, item_id, problem, seen_at) VALUES (:run, :kind, :item, :problem, :now)
