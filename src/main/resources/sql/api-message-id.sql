SELECT id FROM message WHERE connection_name = :connection AND message_key = :key
