// Schema 240: which fees are not settled, kept up by the database itself, and indexes for complaints that are not ended: after years a look at either walks through what is open, and not through all there ever was.

import type { Migration } from '../migrate.ts';

const UNSETTLED = `total > 0 AND let_off_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM payment WHERE payment.visit_id = dossier_fee.visit_id AND confirmed_day IS NOT NULL AND reversed_day IS NULL)`;
/** Looks anew at the fees of the dossiers that a query names. */
const keptUp = (name: string, on: string, dossiers: string): string => `
CREATE TRIGGER fee_open_${name} AFTER ${on} BEGIN
  DELETE FROM fee_open WHERE dossier_id IN (${dossiers});
  INSERT INTO fee_open (dossier_id) SELECT dossier_id FROM dossier_fee WHERE dossier_id IN (${dossiers}) AND ${UNSETTLED};
END;`;
const ofVisit = (row: 'NEW' | 'OLD'): string => `SELECT dossier_id FROM dossier_fee WHERE visit_id = ${row}.visit_id`;
const ENDED = 'coalesce(refused_at, published_at) IS NOT NULL';

export const boundedLists: Migration = {
  version: 240,
  sql: `
CREATE INDEX dossier_fee_visit ON dossier_fee (visit_id);

-- Charged, not let off, and no money of it stands. Not a projection of one thing's events, since the fee is the dossier's and the payment the station's. Who owes is asked of these few.
CREATE TABLE fee_open (dossier_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO fee_open (dossier_id) SELECT dossier_id FROM dossier_fee WHERE ${UNSETTLED};
${keptUp('charged', 'INSERT ON dossier_fee', 'NEW.dossier_id')}
${keptUp('charged_anew', 'UPDATE ON dossier_fee', 'NEW.dossier_id')}
${keptUp('uncharged', 'DELETE ON dossier_fee', 'OLD.dossier_id')}
${keptUp('paid', 'INSERT ON payment', ofVisit('NEW'))}
${keptUp('paid_or_back', 'UPDATE OF visit_id, confirmed_day, reversed_day ON payment', ofVisit('NEW'))}
${keptUp('payment_gone', 'DELETE ON payment', ofVisit('OLD'))}

CREATE INDEX petition_open ON petition (received_at) WHERE NOT ${ENDED};
CREATE INDEX petition_ended ON petition (received_at) WHERE ${ENDED};
`,
};
