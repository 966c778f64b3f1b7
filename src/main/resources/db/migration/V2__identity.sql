-- Users, their logins, and the refresh tokens of each login. None of this moves money.

-- Account numbers stay exact in every JSON reader, so they end below 2^53.
CREATE SEQUENCE account_numbers AS bigint MINVALUE 1 MAXVALUE 9007199254740991 NO CYCLE;

CREATE TABLE users (
  account bigint PRIMARY KEY DEFAULT nextval('account_numbers'),
  email text NOT NULL,
  -- The email in lower case: who signs up as A@x.org is a@x.org.
  email_key text NOT NULL UNIQUE,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('TRADER', 'ADMIN')),
  password_hash text NOT NULL,
  -- The sign-up credit is a deposit in a ledger; until it is confirmed, logging in asks again.
  credit_confirmed boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);
ALTER SEQUENCE account_numbers OWNED BY users.account;

-- One row per login: the family of refresh tokens that came from it.
CREATE TABLE logins (
  login uuid PRIMARY KEY,
  account bigint NOT NULL REFERENCES users (account),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX logins_account_idx ON logins (account);
CREATE INDEX logins_expires_idx ON logins (expires_at);
CREATE INDEX logins_revoked_idx ON logins (revoked_at) WHERE revoked_at IS NOT NULL;

-- Only hashes: whoever reads this table can log in as nobody.
CREATE TABLE refresh_tokens (
  token_hash bytea PRIMARY KEY,
  login uuid NOT NULL REFERENCES logins (login) ON DELETE CASCADE,
  used_at timestamptz
);
CREATE INDEX refresh_tokens_login_idx ON refresh_tokens (login);
