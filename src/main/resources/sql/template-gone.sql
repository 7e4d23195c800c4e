UPDATE process_template SET gone_at = :now WHERE connection_name = :connection AND seen_at < :now AND gone_at IS NULL
