-- Rates of accounts that are not the markets' own, from the ledgers. Rates are in millionths.
CREATE TABLE fee_levels (
  account BIGINT PRIMARY KEY,
  level INTEGER NOT NULL,
  -- Millionths of the markets' rates.
  maker_share INTEGER NOT NULL,
  taker_share INTEGER NOT NULL,
  -- The last day that was counted, days since 1970, and what was traded in the 30 days up to it.
  day BIGINT NOT NULL,
  volume TEXT NOT NULL,
  set_by TEXT NOT NULL,
  set_at BIGINT NOT NULL
);

CREATE TABLE fee_overrides (
  account BIGINT NOT NULL,
  -- "" for all markets that have no rates of their own here.
  symbol TEXT COLLATE "C" NOT NULL,
  maker_fee INTEGER NOT NULL,
  taker_fee INTEGER NOT NULL,
  -- 0 for never.
  expires_at BIGINT NOT NULL,
  set_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  set_at BIGINT NOT NULL,
  PRIMARY KEY (account, symbol)
);
