-- Some messages that ended long ago, locked so that nobody tries them again meanwhile.
SELECT id FROM message
 WHERE state <> 'pending' AND settled_at < :before
 ORDER BY id LIMIT :most
   FOR UPDATE
