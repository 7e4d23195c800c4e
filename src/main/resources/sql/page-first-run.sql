-- When a connection was first used, as far as is remembered.
SELECT started_at FROM run WHERE connection_name = :connection ORDER BY id LIMIT 1
