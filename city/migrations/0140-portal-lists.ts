// Step 140: what the portal's later writings need: which news a list of fees and results says, and who decides a dossier, kept over its erasure.

import type { Migration } from '../database/migrate.ts';

/**
 * Scanned pages are news that the six-step calls have no place for; what was noted before this step counts as what they have one for. The authority comes out of the opening, whose words go with the person, as the kind of an
 * owner does. Dossiers of household businesses that lay at the desk for want of a word go again: they have one now.
 */
export const portalLists: Migration = {
  number: 140,
  name: 'portal-lists',
  sql: `
    ALTER TABLE portal_news ADD COLUMN is_listed boolean NOT NULL DEFAULT true;
    ALTER TABLE portal_case ADD COLUMN authority text;
    UPDATE portal_case c SET authority = o.raw -> 'body' ->> 'authority'
    FROM dossier d JOIN event o ON o.commune = d.commune AND o.agg_id = d.dossier_id::text AND o.op_id = d.opened_op
    WHERE d.commune = c.commune AND d.dossier_id = c.dossier_id AND o.raw IS NOT NULL;
    UPDATE portal_step SET state = 'waiting', attempts = 0, failure = '', detail = '' WHERE state = 'desk' AND failure = 'portal.message-unfit' AND detail = 'LoaiDoiTuong';
  `,
};
