-- A month's calls by interface, whatever they were for.
SELECT connection_name, interface, metered, SUM(calls) AS calls, SUM(refused) AS refused FROM api_usage
 WHERE connection_name IN (:connections) AND usage_month = :month
 GROUP BY connection_name, interface, metered
 ORDER BY connection_name, interface
