-- Something happened to an approval. A settling time that has begun is not begun again; what is only to be told leaves
-- alone what is being read, because whoever stores that tells it, and what failed and only a person can mend. A deletion
-- of what had no row is told after what is being read: that may give it one.
-- H2 takes VALUES behind a bracket for a query, so it stands last.
INSERT INTO work_item (connection_name, process_instance_id, process_code, purpose, priority, state, due_at, asked_at,
                       asked_again, attempts, need, foretold, before_state)
VALUES (:connection, :id, :code, :purpose, :priority, 'due', :dueAt, :now, FALSE, 0, :need, :foretold, :before)
ON DUPLICATE KEY UPDATE
  process_code = COALESCE(VALUES(process_code), process_code),
  due_at       = CASE WHEN state = 'due' AND priority <= VALUES(priority)
                      THEN LEAST(due_at, VALUES(due_at)) ELSE VALUES(due_at) END,
  purpose      = CASE WHEN VALUES(priority) < priority THEN VALUES(purpose) ELSE purpose END,
  priority     = LEAST(priority, VALUES(priority)),
  asked_at     = VALUES(asked_at),
  asked_again  = CASE WHEN state = 'taken' AND ('read' = VALUES(need)
                                                OR 'deleted' = VALUES(foretold) AND '' = COALESCE(VALUES(before_state), ''))
                      THEN TRUE ELSE asked_again END,
  attempts     = CASE WHEN state = 'failed' AND ('read' = VALUES(need) OR error_class <> 'PERMANENT'
                                                 OR 'deleted' = VALUES(foretold)) THEN 0 ELSE attempts END,
  foretold     = COALESCE(VALUES(foretold), foretold),
  before_state = COALESCE(before_state, VALUES(before_state)),
  state        = CASE WHEN state = 'failed' AND ('read' = VALUES(need) OR error_class <> 'PERMANENT'
                                                 OR 'deleted' = VALUES(foretold)) THEN 'due' ELSE state END,
  need         = CASE WHEN VALUES(foretold) = 'deleted' THEN 'tell'
                      WHEN VALUES(need) = 'read' THEN 'read' ELSE need END
