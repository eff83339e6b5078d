// Schema 305: paper opinion slips as a projection of the log, and beside it, in no log, what was written on them that is neither complaint nor proposal.

import type { Migration } from '../migrate.ts';

export const opinionSlips: Migration = {
  version: 305,
  sql: `
CREATE TABLE opinion (
  opinion_id TEXT PRIMARY KEY,
  aggregate_id TEXT NOT NULL,
  -- Of the visit where it is known which, else as the slip says.
  day TEXT NOT NULL,
  ticket_id TEXT,
  level TEXT NOT NULL,
  pace TEXT NOT NULL,
  manner TEXT NOT NULL,
  flaws TEXT NOT NULL,
  petition_id TEXT,
  entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX opinion_day ON opinion (day);
CREATE INDEX opinion_ticket ON opinion (ticket_id) WHERE ticket_id IS NOT NULL;

-- People write names into them: the station's own, and for a while.
CREATE TABLE opinion_words (opinion_id TEXT PRIMARY KEY, words TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX opinion_words_at ON opinion_words (at);
`,
};
