SELECT DISTINCT taken_by FROM work_item WHERE connection_name = :connection AND state = 'taken'
