-- Notes that somebody was seen; a look-up of one name belongs to no run and keeps the last one's number.
INSERT INTO directory_seen (connection_name, kind, item_id, run_id, read_at, outcome)
VALUES (:connection, :kind, :id, :run, :read_at, :outcome)
ON DUPLICATE KEY UPDATE run_id = COALESCE(VALUES(run_id), run_id), read_at = VALUES(read_at), outcome = VALUES(outcome)
