SELECT receivers FROM message WHERE id = :message FOR UPDATE
