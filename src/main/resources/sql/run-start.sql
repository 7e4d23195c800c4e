INSERT INTO run (connection_name, command, arguments, state, owner, started_at, seen_at,
                 items_read, items_new, items_changed, items_unchanged, items_failed, calls)
VALUES (:connection, :command, :arguments, :state, :owner, :now, :now, 0, 0, 0, 0, 0, 0)
