UPDATE message_receiver SET state = :state, reason = :reason, may_again = :again
 WHERE message_id = :message AND portion_no = :portion AND state = 'pending'
