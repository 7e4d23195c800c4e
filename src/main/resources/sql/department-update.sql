-- A department that is different now, or is back.
UPDATE department SET parent_id = :parent_id, name = :name, sort_order = :sort_order,
       source_identifier = :source_identifier, raw = :raw, state = 'active', gone_at = NULL, known_at = :known_at,
       content_hash = :content_hash, update_time = :update_time, name_en = :name_en,
       leader_userids = :leader_userids
 WHERE connection_name = :connection AND dept_id = :dept_id
