UPDATE message
   SET state = :state, reached = :reached, attempts = :attempts, due_at = :dueAt, settled_at = :settledAt,
       error_class = :errorClass, error = :error
 WHERE id = :message
