-- When a market's state ends by itself, such as an auction; 0 when it does not.
ALTER TABLE markets ADD COLUMN state_ends_at BIGINT NOT NULL DEFAULT 0;
