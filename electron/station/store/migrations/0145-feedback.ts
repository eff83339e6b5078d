// Schema 145: the people's word, as projections of the log: ratings of visits, complaints with their steps, whom the youth teams helped, and priority that was looked at.

import type { Migration } from '../migrate.ts';

export const feedback: Migration = {
  version: 145,
  sql: `
-- Null until an officer has looked; then 'confirmed' or 'removed'.
ALTER TABLE ticket ADD COLUMN priority_check TEXT CHECK (priority_check IN ('confirmed', 'removed'));
-- When whoever was called by a priority that they do not have was sent back, and from which counter: its display says so for a while.
ALTER TABLE ticket ADD COLUMN sent_back_at INTEGER;
ALTER TABLE ticket ADD COLUMN sent_back_from INTEGER;

CREATE TABLE rating (
  ticket_id TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  counter_id INTEGER NOT NULL,
  level TEXT NOT NULL,
  via TEXT NOT NULL,
  rated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX rating_day ON rating (day);

CREATE TABLE petition (
  petition_id TEXT PRIMARY KEY,
  aggregate_id TEXT NOT NULL,
  code TEXT NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  about TEXT NOT NULL,
  text TEXT NOT NULL,
  contact_name TEXT NOT NULL,
  contact_phone TEXT NOT NULL,
  via TEXT NOT NULL,
  owner TEXT NOT NULL DEFAULT '',
  -- The reason, question or answer that was given last.
  words TEXT NOT NULL DEFAULT '',
  received_at INTEGER NOT NULL,
  refused_at INTEGER,
  asked_at INTEGER,
  supplied_at INTEGER,
  answered_at INTEGER,
  published_at INTEGER,
  is_disliked INTEGER NOT NULL DEFAULT 0,
  is_repeated INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX petition_code ON petition (code);
CREATE INDEX petition_day ON petition (day);

CREATE TABLE helped (
  aggregate_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  day TEXT NOT NULL,
  team TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (aggregate_id, team, kind)
) STRICT;
CREATE INDEX helped_day ON helped (day);
`,
};
