UPDATE run SET state = :state, seen_at = :now, ended_at = :ended, items_read = :read, items_new = :new,
       items_changed = :changed, items_unchanged = :unchanged, items_failed = :failed, calls = :calls,
       message = :message
 WHERE id = :id
