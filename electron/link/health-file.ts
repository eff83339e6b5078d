// Where a running station lays its self-checks for the command line: a file beside the data, which nobody but its user and the administrators may read.

import path from 'node:path';

/** How often it is written anew, in ms. */
export const HEALTH_FILE_MS = 30_000;
/** One that is older, while the station holds its store, says that the station does not come to it, in ms. */
export const HEALTH_FILE_STALE_MS = 120_000;

/** Its path; holds JSON of the contract's `healthSchema`. */
export function healthFileOf(dataFolder: string): string {
  return path.join(dataFolder, 'health.json');
}
