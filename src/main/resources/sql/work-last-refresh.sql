-- When the last of those is due that are read again in their time; nothing when there are none.
SELECT MAX(due_at) FROM work_item
 WHERE connection_name = :connection AND purpose = 'refresh' AND state = 'due'
