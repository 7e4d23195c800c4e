SELECT id, command, arguments, state, started_at, ended_at, items_read, items_new, items_changed, items_unchanged,
       items_failed, calls, message, owner, seen_at
  FROM run r
 WHERE r.connection_name = :connection
