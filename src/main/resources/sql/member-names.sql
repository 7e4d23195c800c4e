-- What we know of some ids: names of people who left count as well.
SELECT userid, name, state, known_at FROM member WHERE (connection_name, userid) IN (:keys)
