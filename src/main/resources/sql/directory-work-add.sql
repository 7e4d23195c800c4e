-- Named twice is one row. Whether it left is what happened last by the platform's clock; without one, what came last.
-- The columns that others are computed from are assigned after those.
INSERT INTO directory_work (connection_name, kind, item_id, state, gone, born_at, asked_at, asked_again, due_at,
                            attempts)
VALUES (:connection, :kind, :id, 'due', :gone, :bornAt, :askedAt, FALSE, :now, 0)
ON DUPLICATE KEY UPDATE
  gone        = CASE WHEN VALUES(born_at) < born_at THEN gone ELSE VALUES(gone) END,
  born_at     = CASE WHEN VALUES(born_at) < born_at THEN born_at ELSE VALUES(born_at) END,
  asked_at    = GREATEST(asked_at, VALUES(asked_at)),
  asked_again = CASE WHEN state = 'taken' THEN TRUE ELSE asked_again END,
  due_at      = CASE WHEN state = 'failed' THEN VALUES(due_at) ELSE LEAST(due_at, VALUES(due_at)) END,
  attempts    = CASE WHEN state = 'failed' THEN 0 ELSE attempts END,
  error       = CASE WHEN state = 'failed' THEN NULL ELSE error END,
  state       = CASE WHEN state = 'failed' THEN 'due' ELSE state END
