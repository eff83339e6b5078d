// Schema 170: dossiers found by the number that stands now, where it is another than they were opened under.

import type { Migration } from '../migrate.ts';

export const numberNow: Migration = {
  version: 170,
  sql: `
CREATE INDEX dossier_corrected_number ON dossier (corrections ->> '$.idNumber.to');
CREATE INDEX city_dossier_number ON city_dossier (fields ->> '$.idNumber');
`,
};
