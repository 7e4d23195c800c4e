UPDATE directory_work SET state = 'due', taken_by = NULL, taken_until = NULL, asked_again = FALSE
 WHERE connection_name = :connection AND state = 'taken' AND taken_until < :now
