SELECT id, owner, seen_at FROM run WHERE connection_name = :connection AND command = :command AND state = 'running'
 ORDER BY id DESC
