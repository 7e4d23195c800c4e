-- Which of some ids we have ever met.
SELECT process_instance_id FROM process_instance
 WHERE (connection_name, process_instance_id) IN (:keys)
UNION
SELECT process_instance_id FROM work_item
 WHERE (connection_name, process_instance_id) IN (:keys)
