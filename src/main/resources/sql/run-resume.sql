UPDATE run SET state = :state, owner = :owner, seen_at = :now, ended_at = NULL WHERE id = :id
