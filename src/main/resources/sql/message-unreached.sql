SELECT kind, receiver_id, state, reason, may_again FROM message_receiver
 WHERE message_id = :message AND state IN ('unreached', 'doubt')
 ORDER BY portion_no, position
