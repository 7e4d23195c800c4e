SELECT process_instance_id FROM work_item
 WHERE connection_name = :connection AND process_instance_id = :id AND state = 'failed'
