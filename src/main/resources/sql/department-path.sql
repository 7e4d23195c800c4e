UPDATE department SET id_path = :id_path, name_path = :name_path, depth = :depth, update_time = :update_time
 WHERE connection_name = :connection AND dept_id = :dept_id
