UPDATE work_item SET state = 'taken', taken_by = :owner, taken_until = :until, asked_again = FALSE
 WHERE (connection_name, process_instance_id) IN (:keys)
