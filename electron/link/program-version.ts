// The program's own version, as package.json says it, for screens and logs.

import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packageSchema = z.object({ version: z.string() });

/** Version in the `package.json` at this path. Throws when there is none: then the program is not whole. */
export function readProgramVersion(packageFile: string): string {
  return packageSchema.parse(JSON.parse(readFileSync(packageFile, 'utf8'))).version;
}
