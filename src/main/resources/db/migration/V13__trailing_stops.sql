-- How far behind the last trade a trailing stop stays; 0 for an order that does not trail.
ALTER TABLE orders
  ADD COLUMN trail_ticks BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN trail_basis_points BIGINT NOT NULL DEFAULT 0;
