-- What the platform has charged a connection in a month.
SELECT COALESCE(SUM(calls - refused), 0) FROM api_usage
 WHERE connection_name = :connection AND usage_month = :month AND metered = TRUE
