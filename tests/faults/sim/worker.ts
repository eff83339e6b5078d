// A process that plays its share of the histories and tells of each.

import { z } from 'zod';
import { playAll } from './run.ts';

const shareSchema = z.object({ seeds: z.array(z.number()), databaseUrl: z.string(), folder: z.string(), isTraced: z.boolean() });

// What is sent before anybody listens may be lost: this says when it does.
process.once('message', (message) => {
  const { seeds, isTraced, ...place } = shareSchema.parse(message);
  playAll(seeds, place, (outcome) => void process.send?.(outcome), isTraced ? (line) => void process.stderr.write(`${line.slice(0, 400)}\n`) : undefined).then(
    () => process.disconnect(),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(1);
    },
  );
});
process.send?.({ kind: 'ready' });
