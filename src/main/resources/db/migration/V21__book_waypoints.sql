-- Copies of past books, so that the way to any moment is short. Made from the journals, and can be
-- made again.
CREATE TABLE book_waypoints (
  symbol TEXT COLLATE "C" NOT NULL,
  -- The last batch of the book's journal that is in the copy, the last public sequence number, and
  -- the time of that batch.
  batch BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  time BIGINT NOT NULL,
  book BYTEA NOT NULL,
  PRIMARY KEY (symbol, batch)
);
ALTER TABLE book_waypoints ALTER book SET STORAGE EXTERNAL;
