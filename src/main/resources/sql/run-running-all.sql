SELECT owner, seen_at FROM run WHERE connection_name = :connection AND state = 'running'
