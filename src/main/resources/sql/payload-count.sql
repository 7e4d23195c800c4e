SELECT COUNT(*) FROM process_payload WHERE connection_name = :connection
