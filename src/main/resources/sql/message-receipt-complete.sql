UPDATE message_portion SET receipt_at = NULL WHERE message_id = :message AND portion_no = :portion
