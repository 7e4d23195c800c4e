-- Until now every row was from a read. By itself, because it touches every row: it may be run again.
UPDATE process_instance SET read_at = known_at WHERE read_at IS NULL;
