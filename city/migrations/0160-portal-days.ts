// Step 160: another last day for papers is told over calls that have no second writing of a dossier: news of it keeps its own moment.

import type { Migration } from '../database/migrate.ts';

/** `day_at`: when the point last gave a running request another last day; null where news is of something else. */
export const portalDays: Migration = {
  number: 160,
  name: 'portal-days',
  sql: 'ALTER TABLE portal_news ADD COLUMN day_at bigint;',
};
