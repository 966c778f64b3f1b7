-- When a market stops by itself: millionths of a price (0 for never), and milliseconds.
ALTER TABLE markets ADD COLUMN breaker_move INTEGER NOT NULL DEFAULT 0;
ALTER TABLE markets ADD COLUMN breaker_window INTEGER NOT NULL DEFAULT 60000;
ALTER TABLE markets ADD COLUMN breaker_halt INTEGER NOT NULL DEFAULT 30000;
ALTER TABLE markets ADD COLUMN breaker_auction INTEGER NOT NULL DEFAULT 60000;
