SELECT 1 FROM process_instance WHERE connection_name = :connection AND status = UPPER(:word) LIMIT 1
