-- Of the tries of a portion, those after which nobody knows whether it has arrived. Placeholders as in V1.
ALTER TABLE message_portion ADD COLUMN doubts INT DEFAULT 0 NOT NULL;

-- Of what was tried several times it is not known any more.
UPDATE message_portion SET doubts = attempts - 1 WHERE attempts > 1;

-- For how many people it was, as far as that is known, when it was sent: platforms count people a minute.
ALTER TABLE message_portion ADD COLUMN people INT DEFAULT 0 NOT NULL;
CREATE INDEX message_portion_tried ON message_portion (connection_name, tried_at);
