SELECT userid FROM member WHERE connection_name = :connection AND name_pending = TRUE ORDER BY userid LIMIT :most
