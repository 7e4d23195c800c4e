INSERT INTO message_portion (message_id, portion_no, connection_name, state, due_at, attempts, receipts)
VALUES (:message, :portion, :connection, 'pending', :dueAt, 0, 0)
