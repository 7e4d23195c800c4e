-- Whether something older is to go while these would still count, and would have no room beside so many.
SELECT COUNT(*) FROM message_portion
 WHERE connection_name = :connection AND state = 'pending' AND due_at < :soon AND doubts = 0 AND people > :beside
   AND (message_id < :message OR message_id = :message AND portion_no < :portion)
