-- Whoever locks it first sends it.
SELECT attempts, doubts, tried_at FROM message_portion
 WHERE message_id = :message AND portion_no = :portion AND state = 'pending' AND due_at <= :now
   FOR UPDATE
