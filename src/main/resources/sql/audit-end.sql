UPDATE audit SET ended_at = :now, outcome = :outcome, detail = :detail, run_id = :run WHERE id = :id
