-- What the platform has charged a connection in a month, by what it was for.
SELECT purpose, SUM(calls - refused) AS charged FROM api_usage
 WHERE connection_name = :connection AND usage_month = :month AND metered = TRUE
 GROUP BY purpose
