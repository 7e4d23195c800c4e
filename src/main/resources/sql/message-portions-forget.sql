DELETE FROM message_portion WHERE message_id IN (:ids)
