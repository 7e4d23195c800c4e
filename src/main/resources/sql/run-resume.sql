-- Nobody is resumed twice: whoever has taken it over meanwhile has left another owner and another time.
UPDATE run SET state = :state, owner = :owner, seen_at = :now, ended_at = NULL
 WHERE id = :id AND state = :oldState AND owner = :oldOwner AND seen_at = :oldSeenAt
