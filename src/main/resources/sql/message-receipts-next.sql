SELECT MIN(receipt_at) FROM message_portion WHERE connection_name = :connection AND receipt_at IS NOT NULL
