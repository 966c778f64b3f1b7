-- What was chosen when this database was created and can never change, such as the number of
-- ledger partitions.

CREATE TABLE exchange_settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
