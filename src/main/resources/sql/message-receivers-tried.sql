UPDATE message_receiver SET tried_at = :now
 WHERE message_id = :message AND portion_no = :portion AND state = 'pending' AND (tried_at IS NULL OR :isNew)
