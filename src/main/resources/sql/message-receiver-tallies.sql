SELECT state, COUNT(*) AS n FROM message_receiver WHERE message_id = :message GROUP BY state
