-- What could not be read one by one before a complete reading began is read by now.
DELETE FROM directory_work WHERE connection_name = :connection AND state = 'failed' AND asked_at < :since
