-- What is being sent by somebody else, or was when he ended.
SELECT message_id, portion_no, attempts, doubts, tried_at, taken_by, taken_until FROM message_portion
 WHERE connection_name = :connection AND state = 'taken'
