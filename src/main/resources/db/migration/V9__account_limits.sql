-- What one account may do in a market; prices in millionths of the last trade's, 0 for any.
ALTER TABLE markets ADD COLUMN limit_open_orders INTEGER NOT NULL DEFAULT 200;
ALTER TABLE markets ADD COLUMN limit_stops INTEGER NOT NULL DEFAULT 20;
ALTER TABLE markets ADD COLUMN limit_price_low INTEGER NOT NULL DEFAULT 200000;
ALTER TABLE markets ADD COLUMN limit_price_high INTEGER NOT NULL DEFAULT 5000000;
