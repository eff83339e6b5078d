// Step 20: the feed of each commune and the counter that numbers it.

import type { Migration } from '../database/migrate.ts';

/**
 * One counter row per commune, taken last in each transaction: the order of commits is the order of numbers. Half-filled pages keep its updates in place.
 * `kept_from` is the oldest number that is still there: months of the feed are dropped whole.
 */
export const feed: Migration = {
  number: 20,
  name: 'feed',
  sql: `
    CREATE TABLE feed_counter (
      commune text PRIMARY KEY REFERENCES commune (commune),
      last bigint NOT NULL DEFAULT 0,
      kept_from bigint NOT NULL DEFAULT 1
    ) WITH (fillfactor = 50);
    CREATE TABLE feed (
      commune text NOT NULL,
      number bigint NOT NULL,
      change jsonb NOT NULL,
      at bigint NOT NULL,
      PRIMARY KEY (commune, number, at)
    ) PARTITION BY RANGE (at);
    CREATE TABLE feed_rest PARTITION OF feed DEFAULT;
  `,
};
