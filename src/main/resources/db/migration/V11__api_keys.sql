-- Keys to the API that users make for their programs. None of this moves money.
CREATE TABLE api_keys (
  api_key text COLLATE "C" PRIMARY KEY,
  account bigint NOT NULL REFERENCES users (account),
  label text NOT NULL,
  type text NOT NULL CHECK (type IN ('HMAC', 'ED25519')),
  -- READ, TRADE or both, with a comma between.
  scopes text NOT NULL,
  -- Of an HMAC key its secret, encrypted; nothing once the key is revoked. Of an ED25519 key its
  -- public key.
  verifier bytea NOT NULL,
  -- Addresses and ranges with a comma between; empty for any address.
  allowed_ips text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX api_keys_account_idx ON api_keys (account);
CREATE INDEX api_keys_revoked_idx ON api_keys (revoked_at) WHERE revoked_at IS NOT NULL;
