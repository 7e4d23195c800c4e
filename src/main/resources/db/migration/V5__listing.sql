-- Where a listing goes on is the platform's word, and not every platform says how long that may be.
ALTER TABLE history_window MODIFY COLUMN page_cursor VARCHAR(2048);
