SELECT SUM(CASE WHEN state IN ('pending', 'taken') THEN 1 ELSE 0 END) AS still_open,
       MIN(CASE WHEN state = 'pending' THEN due_at WHEN state = 'taken' THEN taken_until END) AS due_at,
       MAX(attempts) AS attempts
  FROM message_portion WHERE message_id = :message
