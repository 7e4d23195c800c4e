SELECT 1 FROM process_instance WHERE connection_name = :connection AND result = LOWER(:word) LIMIT 1
