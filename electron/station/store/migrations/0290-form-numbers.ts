// Schema 290: forms are found by the number that they bear. The numbers stand in the events themselves.

import type { Migration } from '../migrate.ts';

const indexed = (log: string): string => `
CREATE INDEX ${log}_form_number ON ${log} (body ->> '$.paperNumber.year', body ->> '$.paperNumber.form', body ->> '$.paperNumber.number')
  WHERE type IN ('dossier.moved', 'dossier.apologised', 'ticket.turned-away');`;

export const formNumbers: Migration = { version: 290, sql: `${indexed('event')}${indexed('returned_event')}
` };
