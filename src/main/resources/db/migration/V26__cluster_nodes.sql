-- The nodes that work on this database, by the address at which the others reach them. A node says
-- every second that it lives, and goes when it stops; joined ones are members of the one cluster
-- there may be.
CREATE TABLE cluster_nodes (
  address text PRIMARY KEY,
  joined boolean NOT NULL,
  seen_at timestamptz NOT NULL
);
