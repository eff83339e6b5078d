// Schema 310: what the city has seen on the bank's statement: as it came, until it has had its effect, and what it met, as a projection of the log.

import type { Migration } from '../migrate.ts';

export const bankWords: Migration = {
  version: 310,
  sql: `
-- A copy of the city's word, taken in together with the place in its feed; gone once the log has it. Why it waits is a code.
CREATE TABLE bank_word_heard (
  payment_id TEXT NOT NULL,
  reference TEXT NOT NULL,
  amount INTEGER NOT NULL,
  paid_at INTEGER NOT NULL,
  heard_at INTEGER NOT NULL,
  why TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (payment_id, reference)
) STRICT;

CREATE TABLE bank_word (
  payment_id TEXT NOT NULL,
  reference TEXT NOT NULL,
  amount INTEGER NOT NULL,
  paid_at INTEGER NOT NULL,
  -- 'confirmed', or what it met in place of a payment that waited.
  found TEXT NOT NULL,
  said_at INTEGER NOT NULL,
  settled_at INTEGER,
  settled_by TEXT,
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (payment_id, reference)
) STRICT;
CREATE INDEX bank_word_said ON bank_word (said_at);
CREATE INDEX bank_word_open ON bank_word (said_at) WHERE settled_at IS NULL AND found NOT IN ('confirmed', 'confirmed-before');
`,
};
