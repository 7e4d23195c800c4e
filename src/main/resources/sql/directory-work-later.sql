-- Due again after a pause, or failed for good with its error; what was named again meanwhile is due at once.
UPDATE directory_work SET
       due_at = CASE WHEN asked_again = TRUE THEN :now ELSE :dueAt END,
       state = CASE WHEN asked_again = TRUE THEN 'due' ELSE :state END,
       attempts = CASE WHEN asked_again = TRUE THEN 0 ELSE attempts + 1 END,
       error = :error, taken_by = NULL, taken_until = NULL, asked_again = FALSE
 WHERE connection_name = :connection AND kind = :kind AND item_id = :id AND taken_by = :owner AND state = 'taken'
