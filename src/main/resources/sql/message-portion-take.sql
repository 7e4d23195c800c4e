UPDATE message_portion
   SET state = 'taken', attempts = attempts + 1, tried_at = COALESCE(tried_at, :now), taken_by = :owner,
       taken_until = :until
 WHERE message_id = :message AND portion_no = :portion
