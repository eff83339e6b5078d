// Step 10: communes, stations with the chains of their incarnations, the log of everything they sent, the inbox, and what waits for a person.

import type { Migration } from '../database/migrate.ts';

/**
 * `event.raw` is `json` and not `jsonb`: the very text over which the station's hash was taken, so that the database alone can prove the chain; null after an erasure.
 * Keys begin with the commune. `event` is cut by month of receipt, `inbox` by the time inside the operation's own id (docs/decisions/0030): so an id is unique over all parts.
 * Rows of no known month lie in the default parts.
 */
export const stationsAndLog: Migration = {
  number: 10,
  name: 'stations and log',
  sql: `
    CREATE TABLE commune (
      commune text PRIMARY KEY,
      agency text NOT NULL
    );
    CREATE TABLE station (
      commune text NOT NULL REFERENCES commune (commune),
      station text NOT NULL,
      key_hash bytea UNIQUE,
      incarnation bigint NOT NULL DEFAULT 0,
      state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'quarantined')),
      PRIMARY KEY (commune, station)
    );
    CREATE TABLE station_chain (
      commune text NOT NULL,
      station text NOT NULL,
      incarnation bigint NOT NULL,
      base_seq bigint NOT NULL,
      base_hash bytea NOT NULL,
      first_seq bigint NOT NULL,
      born_at bigint NOT NULL,
      high_seq bigint NOT NULL CHECK (high_seq >= first_seq AND first_seq > base_seq),
      head_hash bytea NOT NULL,
      PRIMARY KEY (commune, station, incarnation),
      FOREIGN KEY (commune, station) REFERENCES station (commune, station)
    ) WITH (fillfactor = 50);
    CREATE TABLE event (
      commune text NOT NULL,
      station text NOT NULL,
      incarnation bigint NOT NULL,
      seq bigint NOT NULL,
      op_id uuid NOT NULL,
      agg_type text NOT NULL,
      agg_id text NOT NULL,
      type text NOT NULL,
      type_version bigint NOT NULL,
      at bigint NOT NULL,
      received_at bigint NOT NULL,
      hash bytea NOT NULL,
      raw json,
      PRIMARY KEY (commune, station, incarnation, seq, received_at)
    ) PARTITION BY RANGE (received_at);
    CREATE TABLE event_rest PARTITION OF event DEFAULT;
    CREATE INDEX event_of_aggregate ON event (commune, agg_id);
    CREATE TABLE inbox (
      commune text NOT NULL,
      op_id uuid NOT NULL,
      body_hash bytea NOT NULL,
      PRIMARY KEY (commune, op_id)
    ) PARTITION BY RANGE (op_id);
    CREATE TABLE inbox_rest PARTITION OF inbox DEFAULT;
    CREATE TABLE unsettled (
      commune text NOT NULL,
      op_id uuid NOT NULL,
      station text NOT NULL,
      incarnation bigint NOT NULL,
      seq bigint NOT NULL,
      agg_id text,
      kind text NOT NULL CHECK (kind IN ('rejected', 'held', 'kept')),
      code text NOT NULL,
      detail text NOT NULL,
      field text,
      held_by uuid,
      at bigint NOT NULL,
      settled text CHECK (settled IN ('applied', 'withdrawn')),
      settled_at bigint,
      PRIMARY KEY (commune, op_id),
      CHECK ((kind = 'held') = (held_by IS NOT NULL)),
      CHECK ((settled IS NULL) = (settled_at IS NULL))
    );
    CREATE INDEX unsettled_of_aggregate ON unsettled (commune, agg_id) WHERE settled IS NULL;
    CREATE TABLE incident (
      commune text NOT NULL,
      station text NOT NULL,
      code text NOT NULL,
      subject text NOT NULL,
      detail text NOT NULL,
      first_at bigint NOT NULL,
      last_at bigint NOT NULL,
      times integer NOT NULL DEFAULT 1,
      raw json,
      PRIMARY KEY (commune, station, code, subject)
    );
  `,
};
