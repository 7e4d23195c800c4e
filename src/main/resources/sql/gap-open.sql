-- The gaps of a connection in which something may still be missing.
SELECT id, connection_name, began_at, ended_at, closed_at, reason, note
FROM stream_gap
WHERE connection_name = :connection AND closed_at IS NULL
ORDER BY began_at, id
