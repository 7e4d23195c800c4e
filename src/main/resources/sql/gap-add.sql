INSERT INTO stream_gap (connection_name, began_at, reason)
VALUES (:connection, :beganAt, :reason)
