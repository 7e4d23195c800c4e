UPDATE message_portion SET state = :state, due_at = :dueAt, people = COALESCE(:people, people)
 WHERE message_id = :message AND portion_no = :portion
