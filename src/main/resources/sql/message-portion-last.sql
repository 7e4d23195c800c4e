SELECT MAX(portion_no) FROM message_portion WHERE message_id = :message
