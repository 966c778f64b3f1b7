-- Whether other users may see somebody's name and return.
ALTER TABLE users ADD COLUMN on_leaderboard boolean NOT NULL DEFAULT true;

-- The last request signed with a key that was accepted, as far as a node has written it down.
ALTER TABLE api_keys ADD COLUMN last_used_at timestamptz;
