-- What stops, icebergs and orders that end at a time ask for; 0 for what an order is silent about.
ALTER TABLE orders
  ADD COLUMN stop_price_ticks BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN display_lots BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN expires_at BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN triggered BOOLEAN NOT NULL DEFAULT FALSE;
