-- Not now: the platform is not as far as its event, or does not answer.
UPDATE work_item SET state = 'due', attempts = attempts + 1,
       due_at = CASE WHEN asked_again = TRUE THEN due_at ELSE :dueAt END,
       error_class = :class, error = :error, taken_by = NULL, taken_until = NULL, asked_again = FALSE
 WHERE connection_name = :connection AND process_instance_id = :id AND taken_by = :owner
