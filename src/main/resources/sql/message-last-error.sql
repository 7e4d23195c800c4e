-- Not of a portion that everybody has been taken out of, to be tried again in another one.
SELECT p.error_class, p.error FROM message_portion p
 WHERE p.message_id = :message AND p.error IS NOT NULL
   AND EXISTS (SELECT 1 FROM message_receiver r WHERE r.message_id = p.message_id AND r.portion_no = p.portion_no)
 ORDER BY p.portion_no DESC
 LIMIT 1
