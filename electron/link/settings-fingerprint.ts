// Tells one set of settings from another in logs and reports without showing any of it.

import { createHash } from 'node:crypto';

/** Twelve hex digits that change with any value of the settings. */
export function settingsFingerprint(settings: object): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 12);
}
