SELECT owner, seen_at FROM run WHERE connection_name = :connection AND command = :command AND state = 'running'
   AND id < :before
