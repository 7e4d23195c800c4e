SELECT message_id, portion_no FROM message_portion
 WHERE connection_name = :connection AND state = 'pending' AND due_at <= :now
 ORDER BY due_at, message_id, portion_no
 LIMIT :most
