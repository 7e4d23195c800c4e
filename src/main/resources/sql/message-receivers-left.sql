SELECT kind, receiver_id FROM message_receiver
 WHERE message_id = :message AND state = 'unreached' AND may_again
 ORDER BY position
