-- Two deliveries at the same moment: the second fails on the key, is tried again, and finds the first.
INSERT INTO platform_event (connection_name, event_id, event_type, about, source, born_at, arrived_at)
VALUES (:connection, :id, :type, :about, :source, :bornAt, :arrivedAt)
