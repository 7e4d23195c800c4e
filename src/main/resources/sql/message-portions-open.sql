SELECT portion_no FROM message_portion WHERE message_id = :message AND state = 'pending' AND due_at <= :now ORDER BY portion_no
