SELECT kind, receiver_id FROM message_receiver
 WHERE message_id = :message AND portion_no = :portion AND state = 'sent'
 ORDER BY position
