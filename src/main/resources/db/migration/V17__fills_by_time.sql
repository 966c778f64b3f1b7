-- Volumes are of some days: without this they would be looked for in all fills that ever were. Fills
-- come in the order of their time, nearly, so that the least and the last time of each 128 pages say
-- enough, and cost next to nothing to keep.
CREATE INDEX fills_by_time ON fills USING brin (time) WITH (autosummarize = on);
