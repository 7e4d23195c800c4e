UPDATE message_receiver SET portion_no = :portion, state = 'pending', reason = NULL, may_again = FALSE, tried_at = NULL
 WHERE message_id = :message AND kind = :kind AND receiver_id = :id
