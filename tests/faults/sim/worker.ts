// A process that plays its share of the histories and tells of each.

import { z } from 'zod';
import { playAll } from './run.ts';

const shareSchema = z.object({ name: z.string(), seeds: z.array(z.number()), databaseUrl: z.string(), folder: z.string() });

process.once('message', (message) => {
  const { seeds, ...place } = shareSchema.parse(message);
  playAll(seeds, place, (outcome) => void process.send?.(outcome)).then(
    () => process.disconnect(),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(1);
    },
  );
});
