-- How much went, or may have gone, to each of them since then.
SELECT receiver_id, COUNT(*) AS n, MIN(tried_at) AS oldest FROM message_receiver
 WHERE connection_name = :connection AND kind = :kind AND receiver_id IN (:ids) AND tried_at > :since
   AND state <> 'unreached' AND message_id <> :message
 GROUP BY receiver_id
