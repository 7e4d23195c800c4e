-- Kept with its error, unless something happened to it meanwhile, or its deletion is to be told: then it is due again.
UPDATE work_item SET state = CASE WHEN asked_again = TRUE OR need = 'tell' THEN 'due' ELSE 'failed' END, attempts = attempts + 1,
       error_class = :class, error = :error, failed_at = :now, taken_by = NULL, taken_until = NULL,
       asked_again = FALSE
 WHERE connection_name = :connection AND process_instance_id = :id AND taken_by = :owner
