// What the keeper is told of its machine, by a file that only an administrator can write.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { updateMachineSchema } from '../../../shared/wire/updates.ts';
import { installedSchema } from './plan.ts';

const absolute = z.string().regex(/^(\/|[A-Za-z]:[\\/])/, 'an absolute path').max(400);
const common = { format: z.literal(1), /** Folder of updates: inbox, orders, the keeper's own part. */ updates: absolute, /** The maker's public keys. */ keys: absolute, machine: updateMachineSchema, /** What was put here by hand. */ first: installedSchema };

const configSchema = z.discriminatedUnion('layout', [
  /** Versions as folders below `root`; the keeper starts the program. */
  z.strictObject({ ...common, layout: z.literal('folders'), root: absolute, executable: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,120}$/), args: z.array(z.string().max(400)).max(20) }),
  /** Versions put in place by the system's installer; the program is started by the session, again and again. */
  z.strictObject({
    ...common, layout: z.literal('installer'),
    /** Started after an installation, to bring the program up in the session, such as `schtasks /run /tn ...`; empty where the session does so by itself. */
    restart: z.array(z.string().max(400)).max(20),
    /** Ends the program where it must be ended; empty where nothing can. */
    stop: z.array(z.string().max(400)).max(20),
    /** The executable of the program and its other names: their processes are looked for where a new version says nothing of itself. */
    programs: z.array(absolute).max(5),
  }),
]);
export type KeeperConfig = z.infer<typeof configSchema>;

/** Throws with what is wrong in the file. */
export function readKeeperConfig(file: string): KeeperConfig {
  const parsed = configSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`).join('\n'));
}
