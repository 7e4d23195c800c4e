-- The newest run of a command with exactly these arguments.
SELECT id, state, owner, started_at, seen_at, items_read, items_new, items_changed, items_unchanged, items_failed,
       calls
  FROM run
 WHERE connection_name = :connection AND command = :command AND arguments = :arguments
 ORDER BY id DESC LIMIT 1
