-- Whether something older, which needs a minute of its own, is soon to go.
SELECT COUNT(*) FROM message_portion
 WHERE connection_name = :connection AND state = 'pending' AND due_at <= :soon AND doubts = 0 AND people > :most
   AND (message_id < :message OR message_id = :message AND portion_no < :portion)
