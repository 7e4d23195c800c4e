-- Whoever counts the question asks it.
UPDATE message_portion SET receipts = receipts + 1, receipt_at = :receiptAt
 WHERE message_id = :message AND portion_no = :portion AND receipts = :receipts
