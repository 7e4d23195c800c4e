INSERT INTO department (connection_name, dept_id, platform, parent_id, name, sort_order, direct_headcount,
                        total_headcount, source_identifier, raw, state, known_at, content_hash, update_time,
                        name_en, leader_userids)
VALUES (:connection, :dept_id, :platform, :parent_id, :name, :sort_order, 0, 0, :source_identifier, :raw, 'active',
        :known_at, :content_hash, :update_time, :name_en, :leader_userids)
