-- The codes behind a code or a name; a code that only approvals know counts too.
SELECT process_code FROM process_template
 WHERE connection_name = :connection AND (process_code IN (:words) OR name IN (:words))
UNION
SELECT process_code FROM process_instance
 WHERE connection_name = :connection AND process_code IN (:words)
