-- Whether something older is to go while these would still count, and would have no room beside so many. What nobody has
-- carried although it was due for long keeps no room: nobody is there who carries it.
SELECT COUNT(*) FROM message_portion
 WHERE connection_name = :connection AND state = 'pending' AND due_at < :soon AND due_at > :forgotten
   AND doubts = 0 AND people > :beside
   AND (message_id < :message OR message_id = :message AND portion_no < :portion)
