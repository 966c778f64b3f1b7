-- Money between two accounts, from the ledgers: a row for the sender and one for the receiver.
CREATE TABLE transfers (
  account BIGINT NOT NULL,
  -- The account's own count of events: when it was sent from here, or came.
  sequence BIGINT NOT NULL,
  transfer_id BIGINT NOT NULL,
  outgoing BOOLEAN NOT NULL,
  -- Who is at the other end.
  counterparty BIGINT NOT NULL,
  asset TEXT COLLATE "C" NOT NULL,
  amount BIGINT NOT NULL,
  reference TEXT NOT NULL,
  note TEXT NOT NULL,
  status SMALLINT NOT NULL,
  -- Why it came back, "" when it did not.
  reason TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (account, sequence)
);
CREATE UNIQUE INDEX transfers_by_id ON transfers (account, transfer_id);
