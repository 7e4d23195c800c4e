-- How often the same words went, or may have gone, to each of them since then.
SELECT r.receiver_id, COUNT(*) AS n, MIN(r.tried_at) AS oldest FROM message_receiver r
  JOIN message m ON m.id = r.message_id
 WHERE r.connection_name = :connection AND r.kind = :kind AND r.receiver_id IN (:ids) AND r.tried_at > :since
   AND r.state <> 'unreached' AND m.content_hash = :hash AND r.message_id <> :message
 GROUP BY r.receiver_id
