SELECT id FROM message WHERE connection_name = :connection AND id = :id
