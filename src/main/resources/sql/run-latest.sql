SELECT id, connection_name, command, arguments, state, owner, started_at, seen_at, ended_at, items_read, items_new,
       items_changed, items_unchanged, items_failed, calls, message
  FROM run WHERE connection_name IN (:connections)
 ORDER BY id DESC LIMIT :most
