// Schema 325: when a paper opinion slip that was entered wrongly was struck, and why; it counts no more and is not deleted.

import type { Migration } from '../migrate.ts';

export const struckSlips: Migration = {
  version: 325,
  sql: `
ALTER TABLE opinion ADD COLUMN struck_at INTEGER;
ALTER TABLE opinion ADD COLUMN struck_reason TEXT NOT NULL DEFAULT '';
`,
};
