-- Tables that only grow have nothing to clean: a visit for each fifth more rows, and each minute
-- while they are small, took a sixth of a core from trading. Freezing goes on as ever.
ALTER TABLE event_journal SET (
  autovacuum_vacuum_insert_threshold = 1000000, autovacuum_vacuum_insert_scale_factor = 1,
  autovacuum_analyze_threshold = 100000, autovacuum_analyze_scale_factor = 1);
ALTER TABLE account_events SET (
  autovacuum_vacuum_insert_threshold = 1000000, autovacuum_vacuum_insert_scale_factor = 1,
  autovacuum_analyze_threshold = 100000, autovacuum_analyze_scale_factor = 1);
ALTER TABLE fills SET (
  autovacuum_vacuum_insert_threshold = 1000000, autovacuum_vacuum_insert_scale_factor = 1,
  autovacuum_analyze_threshold = 100000, autovacuum_analyze_scale_factor = 1);
ALTER TABLE trades SET (
  autovacuum_vacuum_insert_threshold = 1000000, autovacuum_vacuum_insert_scale_factor = 1,
  autovacuum_analyze_threshold = 100000, autovacuum_analyze_scale_factor = 1);
ALTER TABLE prices SET (
  autovacuum_vacuum_insert_threshold = 1000000, autovacuum_vacuum_insert_scale_factor = 1,
  autovacuum_analyze_threshold = 100000, autovacuum_analyze_scale_factor = 1);

-- An order changes in place, and its page is cleaned by whoever changes the next one in it.
ALTER TABLE orders SET (
  autovacuum_vacuum_threshold = 100000, autovacuum_vacuum_scale_factor = 0.5,
  autovacuum_vacuum_insert_threshold = 1000000, autovacuum_vacuum_insert_scale_factor = 1,
  autovacuum_analyze_threshold = 100000, autovacuum_analyze_scale_factor = 1);
