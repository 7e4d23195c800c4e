UPDATE message_receiver SET state = 'unreached', reason = :reason, may_again = :again
 WHERE message_id = :message AND portion_no = :portion AND kind = :kind AND receiver_id = :id
