-- How an approval stands on the work list.
SELECT state, error FROM work_item WHERE connection_name = :connection AND process_instance_id = :id
