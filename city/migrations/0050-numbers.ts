// Step 50: official numbers of an agency and a day: how far they are given out, and the blocks that are lent.

import type { Migration } from '../database/migrate.ts';

/**
 * Circular 01/2018/TT-VPCP, article 19: four digits per agency and day. The city's own codes and the blocks come from one counter.
 * `slots` names the block's numbers on one line for all agencies and days, so that two blocks can never overlap, whatever number of gateways lends them;
 * a range type has its GiST operators built in, and no extension is needed.
 */
export const numbers: Migration = {
  number: 50,
  name: 'numbers',
  sql: `
    CREATE TABLE agency (
      agency text PRIMARY KEY,
      number integer GENERATED ALWAYS AS IDENTITY UNIQUE
    );
    CREATE TABLE code_counter (
      agency text NOT NULL,
      day date NOT NULL,
      last integer NOT NULL CONSTRAINT code_counter_last_check CHECK (last BETWEEN 0 AND 9999),
      PRIMARY KEY (agency, day)
    ) WITH (fillfactor = 50);
    CREATE TABLE code_lease (
      commune text NOT NULL,
      station text NOT NULL,
      lease_id uuid NOT NULL,
      incarnation bigint NOT NULL,
      agency text NOT NULL REFERENCES agency (agency),
      day date NOT NULL,
      lo integer NOT NULL CHECK (lo >= 1),
      hi integer NOT NULL CHECK (hi BETWEEN lo AND 9999),
      slots int8range NOT NULL,
      lent_at bigint NOT NULL,
      voided_at bigint,
      PRIMARY KEY (commune, station, lease_id),
      FOREIGN KEY (commune, station) REFERENCES station (commune, station),
      CONSTRAINT code_lease_once EXCLUDE USING gist (slots WITH &&)
    );
  `,
};
