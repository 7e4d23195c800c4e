SELECT COUNT(*) FROM department WHERE connection_name = :connection AND state = 'active'
