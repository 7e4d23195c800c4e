SELECT error_class, error FROM message_portion
 WHERE message_id = :message AND error IS NOT NULL
 ORDER BY portion_no DESC
 LIMIT 1
