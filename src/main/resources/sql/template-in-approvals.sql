-- The templates that stored approvals name, under the names that they had; the newest name last.
SELECT process_code, title, MAX(create_time) AS newest FROM process_instance
 WHERE connection_name = :connection AND process_code IS NOT NULL AND title IS NOT NULL
 GROUP BY process_code, title
 ORDER BY MAX(create_time), process_code, title
