-- Proofs of what is owed to users. Made from the journals; none of this moves money.

CREATE TABLE liability_proofs (
  proof bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  made_at bigint NOT NULL,
  -- All salts of the proof come from it. Whoever has it can guess whose leaf is whose.
  secret bytea NOT NULL
);

-- What is published, kept for ever. Totals are in units.
CREATE TABLE liability_roots (
  proof bigint NOT NULL REFERENCES liability_proofs (proof),
  asset text COLLATE "C" NOT NULL,
  scale smallint NOT NULL,
  hash text NOT NULL,
  total numeric(39, 0) NOT NULL,
  leaves integer NOT NULL,
  PRIMARY KEY (proof, asset)
);

-- The trees of the newest proofs: of each level all nodes, 32 bytes of hash and 16 of sum each.
CREATE TABLE liability_levels (
  proof bigint NOT NULL REFERENCES liability_proofs (proof),
  asset text COLLATE "C" NOT NULL,
  level integer NOT NULL,
  nodes bytea NOT NULL,
  PRIMARY KEY (proof, asset, level)
);
ALTER TABLE liability_levels ALTER nodes SET STORAGE EXTERNAL;

-- Whose leaf is where.
CREATE TABLE liability_leaves (
  proof bigint NOT NULL REFERENCES liability_proofs (proof),
  asset text COLLATE "C" NOT NULL,
  account bigint NOT NULL,
  place integer NOT NULL,
  units numeric(20, 0) NOT NULL,
  PRIMARY KEY (proof, asset, account)
);
