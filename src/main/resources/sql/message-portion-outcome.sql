UPDATE message_portion
   SET state = :state, doubts = doubts + :doubts, due_at = :dueAt, taken_by = NULL, taken_until = NULL, platform_id = :platformId,
       receipt_at = :receiptAt, error_class = :errorClass, error = :error
 WHERE message_id = :message AND portion_no = :portion AND state = 'taken' AND taken_by = :owner
