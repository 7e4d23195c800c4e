-- Of what people were told lately, and when.
SELECT message_key, created_at FROM message
 WHERE connection_name = :connection AND state IN ('pending', 'sent', 'partial') AND created_at >= :since
   AND business_type = 'approval' AND (message_key LIKE 'waiting:%' OR message_key LIKE 'digest:%')
