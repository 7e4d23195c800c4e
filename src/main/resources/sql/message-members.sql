-- Which of them are there: who left or was never found is not sent to.
SELECT userid FROM member WHERE (connection_name, userid) IN (:keys) AND state = 'active'
