DELETE FROM work_item
 WHERE (connection_name, process_instance_id) IN (:keys) AND taken_by = :owner AND asked_again = FALSE
