// Schema 185: what was answered to steps of complaints says where they stand and no more; what was kept so far held words, name and phone.

import type { Migration } from '../migrate.ts';

export const petitionAnswers: Migration = {
  version: 185,
  sql: `
UPDATE request SET output = json_object('petitionId', json_extract(output, '$.petitionId'), 'state', json_extract(output, '$.state')) WHERE command = 'petition.move';
`,
};
