-- Withdrawals and adjustments, and what admins said to them. Codes as in FundsRequestKind and
-- FundsRequestStatus; decided_by is '' and decided_at 0 while nobody has.
CREATE TABLE funds_requests (
  request_id bigint PRIMARY KEY,
  kind smallint NOT NULL,
  account bigint NOT NULL,
  asset text COLLATE "C" NOT NULL,
  amount bigint NOT NULL,
  reference text COLLATE "C" NOT NULL,
  details text COLLATE "C" NOT NULL,
  requested_by text COLLATE "C" NOT NULL,
  requested_at bigint NOT NULL,
  status smallint NOT NULL DEFAULT 1,
  decided_by text COLLATE "C" NOT NULL DEFAULT '',
  reason text COLLATE "C" NOT NULL DEFAULT '',
  decided_at bigint NOT NULL DEFAULT 0
);
CREATE INDEX funds_requests_by_time ON funds_requests (kind, requested_at, request_id);
CREATE INDEX funds_requests_by_account
  ON funds_requests (account, kind, requested_at, request_id);
CREATE INDEX funds_requests_pending ON funds_requests (kind, requested_at, request_id)
  WHERE status = 1;
