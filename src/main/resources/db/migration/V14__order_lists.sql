-- The list of an order of which another cancels it; 0 for none.
ALTER TABLE orders ADD COLUMN list_id BIGINT NOT NULL DEFAULT 0;
