SELECT id FROM message WHERE id IN (:ids) AND connection_name IN (:connections)
