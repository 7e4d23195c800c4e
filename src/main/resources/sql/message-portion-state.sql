UPDATE message_portion SET state = :state, due_at = :dueAt, error = :error, error_class = :errorClass, taken_by = NULL,
       taken_until = NULL
 WHERE message_id = :message AND portion_no = :portion
