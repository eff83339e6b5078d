// Step 110: payments as they stand, by the visits they are of; and which dossiers have more to be told of than their steps.

import type { Migration } from '../database/migrate.ts';

/**
 * A payment is of a visit and says so only in its own words, and a fee of both: `fee_visit` leads from the one to the other. No person stands in it. What came in before is read out of the log.
 * `portal_news` has a dossier once, however much came of it, and until the door to a portal takes it; without such a door it stays, a few bytes each.
 */
export const payments: Migration = {
  number: 110,
  name: 'payments',
  sql: `
    CREATE TABLE payment (
      commune text NOT NULL,
      payment_id uuid NOT NULL,
      station text NOT NULL,
      visit_id uuid NOT NULL,
      method text NOT NULL CHECK (method IN ('cash', 'transfer')),
      amount bigint NOT NULL,
      purpose text NOT NULL,
      asked_at bigint NOT NULL,
      confirmed_at bigint,
      reversed_at bigint,
      PRIMARY KEY (commune, payment_id)
    );
    CREATE INDEX payment_of_visit ON payment (commune, visit_id);
    CREATE TABLE fee_visit (
      commune text NOT NULL,
      visit_id uuid NOT NULL,
      dossier_id uuid NOT NULL,
      PRIMARY KEY (commune, visit_id, dossier_id)
    );
    CREATE TABLE portal_news (
      commune text NOT NULL,
      dossier_id uuid NOT NULL,
      at bigint NOT NULL,
      PRIMARY KEY (commune, dossier_id)
    );
    INSERT INTO payment
    SELECT DISTINCT ON (e.commune, e.agg_id) e.commune, e.agg_id::uuid, e.station, (e.raw -> 'body' ->> 'visitId')::uuid, e.raw -> 'body' ->> 'method', (e.raw -> 'body' ->> 'amount')::bigint,
           coalesce(e.raw -> 'body' -> 'code' ->> 'purpose', ''), e.at,
           (SELECT min(c.at) FROM event c WHERE c.commune = e.commune AND c.agg_id = e.agg_id AND c.type = 'payment.confirmed'),
           (SELECT min(r.at) FROM event r WHERE r.commune = e.commune AND r.agg_id = e.agg_id AND r.type = 'payment.reversed')
    FROM event e WHERE e.type = 'payment.asked' AND position('\\u0000' IN e.raw::text) = 0 AND NOT EXISTS (SELECT FROM unsettled u WHERE u.commune = e.commune AND u.op_id = e.op_id)
    ORDER BY e.commune, e.agg_id, e.at;
    INSERT INTO fee_visit
    SELECT DISTINCT e.commune, (e.raw -> 'body' ->> 'visitId')::uuid, (e.raw -> 'body' ->> 'dossierId')::uuid FROM event e
    WHERE e.type = 'fee.charged' AND position('\\u0000' IN e.raw::text) = 0 AND NOT EXISTS (SELECT FROM unsettled u WHERE u.commune = e.commune AND u.op_id = e.op_id);
  `,
};
