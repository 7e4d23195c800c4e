SELECT COUNT(*) FROM member WHERE connection_name = :connection AND state = 'active'
