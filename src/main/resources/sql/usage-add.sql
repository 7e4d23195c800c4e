-- Adds what was counted since the last time.
INSERT INTO api_usage (connection_name, usage_month, interface, purpose, metered, calls, refused)
VALUES (:connection, :month, :interface, :purpose, :metered, :calls, :refused)
ON DUPLICATE KEY UPDATE calls = calls + VALUES(calls), refused = refused + VALUES(refused)
