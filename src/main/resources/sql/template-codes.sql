-- Templates that are there, as far as they were listed lately.
SELECT process_code FROM process_template
 WHERE connection_name = :connection AND gone_at IS NULL AND seen_at >= :seenSince
 ORDER BY process_code
