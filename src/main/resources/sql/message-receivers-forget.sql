DELETE FROM message_receiver WHERE message_id IN (:ids)
