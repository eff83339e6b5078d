// Schema 155: what money and the end of a visit look up stays quick in a store of many years.

import type { Migration } from '../migrate.ts';

export const moneyAfterYears: Migration = {
  version: 155,
  sql: `
-- Every payment is shown with the code of its visit's dossier.
CREATE INDEX dossier_visit ON dossier (visit_id);

-- A visit that ends takes the answers about its fee along, as it does with its own.
CREATE INDEX request_of_fee ON request (json_extract(output, '$.visitId')) WHERE command GLOB 'fee.*';

-- The sums of closed days are compared without a look at a single row.
DROP INDEX payment_confirmed;
CREATE INDEX payment_confirmed ON payment (confirmed_day, amount);
DROP INDEX payment_reversed;
CREATE INDEX payment_reversed ON payment (reversed_day, confirmed_day, amount);
`,
};
