UPDATE message_portion SET taken_by = :owner, taken_until = :until
 WHERE message_id = :message AND portion_no = :portion AND state = 'taken' AND taken_by = :other
