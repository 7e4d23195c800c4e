-- Asked twice is one row: the more urgent purpose and the earlier time win, and what had failed is due again. Whoever
-- asks wants a read, also of what was only to be told.
INSERT INTO work_item (connection_name, process_instance_id, process_code, purpose, priority, state, due_at, asked_at,
                       asked_again, attempts)
VALUES (:connection, :id, :code, :purpose, :priority, 'due', :dueAt, :now, FALSE, 0)
ON DUPLICATE KEY UPDATE
  process_code = COALESCE(VALUES(process_code), process_code),
  purpose      = CASE WHEN VALUES(priority) < priority THEN VALUES(purpose) ELSE purpose END,
  priority     = LEAST(priority, VALUES(priority)),
  due_at       = CASE WHEN state = 'failed' THEN VALUES(due_at) ELSE LEAST(due_at, VALUES(due_at)) END,
  asked_at     = VALUES(asked_at),
  asked_again  = CASE WHEN state = 'taken' AND (:again = TRUE OR need = 'tell') THEN TRUE ELSE asked_again END,
  attempts     = CASE WHEN state = 'failed' THEN 0 ELSE attempts END,
  need         = 'read',
  state        = CASE WHEN state = 'failed' THEN 'due' ELSE state END
