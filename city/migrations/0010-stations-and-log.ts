// Step 10: communes, stations with their keys and high-water marks, and the log of everything they sent.

import type { Migration } from '../database/migrate.ts';

/**
 * `event.raw` is `json` and not `jsonb`: the very text over which the station's hash was taken, so that the database alone can prove the chain.
 * Keys begin with the commune, so that each table can be partitioned by it.
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
      high_seq bigint NOT NULL DEFAULT 0,
      head_hash bytea NOT NULL DEFAULT decode(repeat('0', 64), 'hex'),
      state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'quarantined')),
      PRIMARY KEY (commune, station)
    );
    CREATE TABLE event (
      commune text NOT NULL,
      station text NOT NULL,
      seq bigint NOT NULL,
      op_id uuid NOT NULL,
      incarnation bigint NOT NULL,
      agg_type text NOT NULL,
      agg_id text NOT NULL,
      type text NOT NULL,
      type_version bigint NOT NULL,
      at bigint NOT NULL,
      received_at bigint NOT NULL,
      hash bytea NOT NULL,
      raw json NOT NULL,
      PRIMARY KEY (commune, station, seq)
    );
    CREATE INDEX event_of_aggregate ON event (commune, agg_type, agg_id);
    CREATE TABLE inbox (
      commune text NOT NULL,
      op_id uuid NOT NULL,
      body_hash bytea NOT NULL,
      PRIMARY KEY (commune, op_id)
    );
    CREATE TABLE rejected (
      commune text NOT NULL,
      op_id uuid NOT NULL,
      station text NOT NULL,
      seq bigint NOT NULL,
      code text NOT NULL,
      detail text NOT NULL,
      at bigint NOT NULL,
      PRIMARY KEY (commune, op_id)
    );
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
