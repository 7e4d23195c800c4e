-- The next people in the order of their ids.
SELECT userid FROM member
 WHERE connection_name = :connection AND userid > :after
 ORDER BY userid
 LIMIT :most
