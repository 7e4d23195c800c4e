SELECT MIN(due_at) FROM message_portion WHERE connection_name = :connection AND state = 'pending'
