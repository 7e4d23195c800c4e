SELECT message_id, portion_no, platform_id, receipts, doubts, tried_at FROM message_portion
 WHERE connection_name = :connection AND receipt_at <= :now
 ORDER BY receipt_at
 LIMIT :most
