-- A row that somebody else has taken meanwhile is not due any more and stays his.
UPDATE directory_work SET state = 'taken', taken_by = :owner, taken_until = :until, asked_again = FALSE
 WHERE (connection_name, kind, item_id) IN (:keys) AND state = 'due'
