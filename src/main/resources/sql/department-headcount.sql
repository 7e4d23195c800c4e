UPDATE department SET direct_headcount = :direct, total_headcount = :total, update_time = :update_time
 WHERE connection_name = :connection AND dept_id = :dept_id
