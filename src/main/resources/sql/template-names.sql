SELECT process_code, name FROM process_template WHERE connection_name = :connection AND gone_at IS NULL
