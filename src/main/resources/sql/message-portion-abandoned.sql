SELECT message_id, portion_no, taken_by, taken_until, tried_at FROM message_portion
 WHERE connection_name = :connection AND state = 'taken'
