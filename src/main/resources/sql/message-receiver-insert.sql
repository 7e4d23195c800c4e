INSERT INTO message_receiver (message_id, kind, receiver_id, connection_name, portion_no, position, state, reason, may_again)
VALUES (:message, :kind, :id, :connection, :portion, :position, :state, :reason, :again)
