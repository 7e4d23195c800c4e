-- To how many people something went, or may have gone, since then.
SELECT COALESCE(SUM(people), 0) AS people, MIN(tried_at) AS oldest FROM message_portion
 WHERE connection_name = :connection AND tried_at > :since AND (state IN ('taken', 'sent', 'doubt') OR doubts > 0)
