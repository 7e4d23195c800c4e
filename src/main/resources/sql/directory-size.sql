-- People and departments that we know of.
SELECT (SELECT COUNT(*) FROM member WHERE connection_name = :connection AND state = 'active')
     + (SELECT COUNT(*) FROM department WHERE connection_name = :connection AND state = 'active')
