DELETE FROM work_item
 WHERE connection_name = :connection AND process_instance_id IN (:ids) AND taken_by = :owner AND asked_again = FALSE
