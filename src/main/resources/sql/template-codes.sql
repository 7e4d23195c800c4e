SELECT process_code FROM process_template WHERE connection_name = :connection AND gone_at IS NULL
 ORDER BY process_code
