// Step 150: what a portal has no call for goes to a person by name: what it has heard of a dossier's money, results and pages, kept as fingerprints; and more kinds of owners.

import type { Migration } from '../database/migrate.ts';

/**
 * `heard_…` is a fingerprint of what the portal, or a person on its list, has last been given; null where that is not known, and after an erasure. A 'rest' step holds it against what the city has; 'result-files' sends the pages
 * of a result. News says apart from lists whether pages came. Procedures without `results` are asked for anew.
 */
export const portalErrands: Migration = {
  number: 150,
  name: 'portal-errands',
  sql: `
    ALTER TABLE portal_case ADD COLUMN heard_fees text, ADD COLUMN heard_results text, ADD COLUMN heard_pages text;
    ALTER TABLE portal_step DROP CONSTRAINT portal_step_what_check,
      ADD CONSTRAINT portal_step_what_check CHECK (what IN ('code', 'files', 'dossier', 'progress', 'status', 'result-files', 'rest', 'by-hand'));
    ALTER TABLE portal_news ADD COLUMN has_pages boolean NOT NULL DEFAULT false;
    UPDATE portal_news SET has_pages = NOT is_listed;
    ALTER TABLE portal_owner DROP CONSTRAINT portal_owner_kind_check,
      ADD CONSTRAINT portal_owner_kind_check CHECK (kind IN ('organisation', 'household-business', 'state-body', 'other-organisation'));
    ALTER TABLE portal_procedure ADD COLUMN results jsonb;
  `,
};
