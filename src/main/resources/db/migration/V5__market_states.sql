-- Why and since when a market is in its state, from the books.
ALTER TABLE markets ADD COLUMN state_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE markets ADD COLUMN state_since BIGINT NOT NULL DEFAULT 0;
