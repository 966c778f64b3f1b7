-- What the journals say, as tables for history queries. Everything here is made from the journals
-- and can be made again. Money is in units, prices in ticks, quantities in lots, times in epoch
-- milliseconds; codes are those of the enumerations of the same name.

-- The last batch of each book and ledger that is in the tables.
CREATE TABLE read_side_progress (
  persistence_id TEXT COLLATE "C" PRIMARY KEY,
  batch BIGINT NOT NULL
) WITH (fillfactor = 10);

-- Orders as their owners see them, from the ledgers.
CREATE TABLE orders (
  account BIGINT NOT NULL,
  -- Rises with the time of the order, so that the key is also the order of an account's list.
  order_id BIGINT NOT NULL,
  client_order_id TEXT NOT NULL,
  symbol TEXT COLLATE "C" NOT NULL,
  side SMALLINT NOT NULL,
  type SMALLINT NOT NULL,
  time_in_force SMALLINT NOT NULL,
  post_only BOOLEAN NOT NULL,
  self_trade_prevention SMALLINT NOT NULL,
  price_ticks BIGINT NOT NULL,
  quantity_lots BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  status SMALLINT NOT NULL,
  filled_lots BIGINT NOT NULL,
  filled_quote BIGINT NOT NULL,
  fee BIGINT NOT NULL,
  reason TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (account, order_id)
  -- Room for a row's next version beside it: no index entry changes when an order does.
) WITH (fillfactor = 80);

-- Trades seen from one order, from the ledgers. One account on both sides has two.
CREATE TABLE fills (
  account BIGINT NOT NULL,
  -- The account's own count of events.
  sequence BIGINT NOT NULL,
  symbol TEXT COLLATE "C" NOT NULL,
  trade_number BIGINT NOT NULL,
  maker BOOLEAN NOT NULL,
  order_id BIGINT NOT NULL,
  side SMALLINT NOT NULL,
  price_ticks BIGINT NOT NULL,
  quantity_lots BIGINT NOT NULL,
  quote BIGINT NOT NULL,
  fee BIGINT NOT NULL,
  -- The other order when it is of the same account, else 0.
  other_order_id BIGINT NOT NULL,
  time BIGINT NOT NULL,
  PRIMARY KEY (account, sequence)
);
CREATE INDEX fills_by_trade ON fills (account, trade_number);

-- What happened to an account, from the ledgers: one row per account and batch, because a row per
-- event costs PostgreSQL six times as much. The payload holds the facts from first_sequence to
-- last_sequence in the ledgers' own packed form.
CREATE TABLE account_events (
  account BIGINT NOT NULL,
  first_sequence BIGINT NOT NULL,
  last_sequence BIGINT NOT NULL,
  time BIGINT NOT NULL,
  payload BYTEA NOT NULL,
  PRIMARY KEY (account, last_sequence)
);
ALTER TABLE account_events ALTER payload SET STORAGE EXTERNAL;

-- Trades, from the books.
CREATE TABLE trades (
  symbol TEXT COLLATE "C" NOT NULL,
  trade_number BIGINT NOT NULL,
  taker_side SMALLINT NOT NULL,
  price_ticks BIGINT NOT NULL,
  quantity_lots BIGINT NOT NULL,
  maker_order_id BIGINT NOT NULL,
  maker_account BIGINT NOT NULL,
  taker_order_id BIGINT NOT NULL,
  taker_account BIGINT NOT NULL,
  time BIGINT NOT NULL,
  PRIMARY KEY (symbol, trade_number)
);

-- The first trade at each new price, from the books.
CREATE TABLE prices (
  symbol TEXT COLLATE "C" NOT NULL,
  trade_number BIGINT NOT NULL,
  price_ticks BIGINT NOT NULL,
  time BIGINT NOT NULL,
  PRIMARY KEY (symbol, trade_number)
);

-- The assets, from the ledgers, in the order of their definition.
CREATE TABLE assets (
  name TEXT COLLATE "C" PRIMARY KEY,
  scale SMALLINT NOT NULL,
  position INTEGER NOT NULL
);

-- The markets that the ledgers know, in the order of their definition.
CREATE TABLE ledger_markets (
  symbol TEXT COLLATE "C" PRIMARY KEY,
  position INTEGER NOT NULL
);

-- The rules of the markets, from the books.
CREATE TABLE markets (
  symbol TEXT COLLATE "C" PRIMARY KEY,
  base TEXT NOT NULL,
  base_scale SMALLINT NOT NULL,
  quote TEXT NOT NULL,
  quote_scale SMALLINT NOT NULL,
  tick_size BIGINT NOT NULL,
  tick_scale SMALLINT NOT NULL,
  lot_size BIGINT NOT NULL,
  lot_scale SMALLINT NOT NULL,
  min_notional BIGINT NOT NULL,
  max_notional BIGINT NOT NULL,
  maker_fee INTEGER NOT NULL,
  taker_fee INTEGER NOT NULL,
  collar INTEGER NOT NULL,
  state SMALLINT NOT NULL,
  -- Rises with every change, so that readers notice.
  revision BIGINT NOT NULL
);
