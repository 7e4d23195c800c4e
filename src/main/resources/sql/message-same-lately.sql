-- How often the same words went, or may have gone, to each of them since then; how many of these are not decided, because
-- another try may follow, and when that is due. Of two that surely have not arrived the older one goes first.
SELECT r.receiver_id, COUNT(*) AS n, MIN(r.tried_at) AS oldest, COUNT(p.due_at) AS undecided, MAX(p.due_at) AS due
  FROM message_receiver r
  JOIN message m ON m.id = r.message_id
  LEFT JOIN message_portion p ON p.message_id = r.message_id AND p.portion_no = r.portion_no AND r.state = 'pending'
 WHERE r.connection_name = :connection AND r.kind = :kind AND r.receiver_id IN (:ids) AND r.tried_at > :since
   AND r.state <> 'unreached' AND m.content_hash = :hash AND r.message_id <> :message
   AND (r.message_id < :message OR p.due_at IS NULL OR p.state <> 'pending' OR p.doubts > 0)
 GROUP BY r.receiver_id
