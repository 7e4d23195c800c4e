-- What we hold as open, template by template.
SELECT process_code, COUNT(*) AS n, MIN(create_time) AS oldest FROM process_instance
 WHERE connection_name = :connection AND deleted_at IS NULL AND status NOT IN ('COMPLETED', 'TERMINATED')
 GROUP BY process_code
