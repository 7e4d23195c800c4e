UPDATE message_portion
   SET state = 'taken', attempts = attempts + 1, taken_by = :owner, taken_until = :until, people = :people,
       tried_at = CASE WHEN doubts = 0 THEN :now ELSE tried_at END
 WHERE message_id = :message AND portion_no = :portion
