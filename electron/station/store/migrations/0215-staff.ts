// Schema 215: the officers of this station with what their PINs are derived to, what was done with the accounts, and by whom each event was. The station's own: none of it is in the log, so none of it is sent.

import type { Migration } from '../migrate.ts';

export const staff: Migration = {
  version: 215,
  sql: `
CREATE TABLE staff (
  officer_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  login TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('head', 'receiving', 'returning', 'technician')),
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  -- Salt, parameters and derived bytes of the PIN.
  pin TEXT NOT NULL,
  pin_set_at INTEGER NOT NULL,
  -- Wrong PINs since the last right one; counted before the PIN is looked at.
  misses INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE staff_act (
  act INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  -- 'counter-3', 'admin'
  seat TEXT NOT NULL,
  -- Null where nobody was signed in.
  by_id TEXT,
  what TEXT NOT NULL,
  officer_id TEXT NOT NULL
) STRICT;
-- By the id of the operation, which stays when an event is written once more under a new incarnation.
CREATE TABLE event_officer (
  op_id TEXT PRIMARY KEY,
  officer_id TEXT NOT NULL,
  -- As it was then: accounts are renamed.
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
