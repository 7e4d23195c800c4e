INSERT INTO turn (connection_name, subject, taken) VALUES (:connection, :subject, 1)
ON DUPLICATE KEY UPDATE taken = taken + 1
