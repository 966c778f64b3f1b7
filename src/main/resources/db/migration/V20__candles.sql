-- Candles of all intervals, from the books, one row for each interval with a trade. Sums are exact.
CREATE TABLE candles (
  symbol TEXT COLLATE "C" NOT NULL,
  -- How long it is.
  seconds INTEGER NOT NULL,
  -- A whole multiple of its length, in epoch milliseconds.
  start BIGINT NOT NULL,
  open_ticks BIGINT NOT NULL,
  high_ticks BIGINT NOT NULL,
  low_ticks BIGINT NOT NULL,
  close_ticks BIGINT NOT NULL,
  lots NUMERIC NOT NULL,
  -- Price x quantity of all trades.
  tick_lots NUMERIC NOT NULL,
  trades BIGINT NOT NULL,
  -- The number of the last trade in it.
  last_trade BIGINT NOT NULL,
  PRIMARY KEY (symbol, seconds, start)
  -- Room for a row's next version beside it: no index entry changes when a candle grows.
) WITH (fillfactor = 80);

INSERT INTO candles
SELECT symbol, seconds, time / (seconds * 1000) * (seconds * 1000),
       (array_agg(price_ticks ORDER BY trade_number))[1],
       max(price_ticks), min(price_ticks),
       (array_agg(price_ticks ORDER BY trade_number DESC))[1],
       sum(quantity_lots::numeric), sum(price_ticks::numeric * quantity_lots),
       count(*), max(trade_number)
FROM trades, unnest(ARRAY[1, 60, 300, 900, 3600, 14400, 86400]) AS seconds
GROUP BY 1, 2, 3;
