INSERT INTO process_template (connection_name, process_code, platform, name, dir_name, url, icon_url, seen_at)
VALUES (:connection, :code, :platform, :name, :dirName, :url, :iconUrl, :now)
ON DUPLICATE KEY UPDATE name = VALUES(name), dir_name = VALUES(dir_name), url = VALUES(url),
                        icon_url = VALUES(icon_url), seen_at = VALUES(seen_at), gone_at = NULL
