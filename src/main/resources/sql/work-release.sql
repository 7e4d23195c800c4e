UPDATE work_item SET state = 'due', taken_by = NULL, taken_until = NULL, asked_again = FALSE
 WHERE (connection_name, process_instance_id) IN (:keys) AND taken_by = :owner AND state = 'taken'
