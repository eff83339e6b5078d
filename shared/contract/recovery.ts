// What windows may do while the store does not open: see why, try again, bring a key, put a copy in its place. Nothing else is served then.

import { z } from 'zod';
import { change, nothing, query } from './command.ts';
import { backupSchema } from './care.ts';
import { errorCodeSchema } from './errors.ts';
import { epochMsSchema } from './primitives.ts';

const staff = ['admin', 'counter'] as const;

/** A file that holds the data key, sealed or not, and how it turned out. 'asks' waits for a person. */
const wrapSchema = z.strictObject({
  name: z.string(), kind: z.enum(['file', 'vault', 'recovery', 'passphrase']), state: z.enum(['opens', 'asks', 'refused', 'damaged', 'newer', 'other-store']),
});

export const recoverySchema = z.strictObject({
  /** Why the store does not open. */
  code: errorCodeSchema,
  /** How often it was tried since the program was started, and when last. */
  attempts: z.int().min(1), triedAt: epochMsSchema,
  vault: z.string(), dataFolder: z.string(), wraps: z.array(wrapSchema),
  /** The newest first, at most 20. */
  backups: z.array(backupSchema),
  /** Saving what can be read takes minutes on a large store: since when it is under way, and why the last one saved nothing. */
  salvage: z.strictObject({ since: epochMsSchema.nullable(), refused: errorCodeSchema.nullable() }),
});
export type Recovery = z.infer<typeof recoverySchema>;

/** Shortest passphrase that may be set, and longest, in UTF-16 units. */
export const MIN_PASSPHRASE = 12;
export const MAX_PASSPHRASE = 200;

export const recoveryCommands = {
  'recovery.read': query(staff, nothing, recoverySchema),
  /** Opens the store again; how that ends is told by 'point.changed'. */
  'recovery.retry': query(staff, nothing, nothing),
  /** Refuses 'recovery.wrong-passphrase', 'recovery.store-damaged' (it is right, and the store still does not open). */
  'recovery.passphrase': query(staff, z.strictObject({ passphrase: z.string().min(1).max(MAX_PASSPHRASE) }), nothing),
  /** The key as text, from paper or a file of the city's. Refuses 'recovery.key-mistyped' {block}, 'recovery.key-length', 'recovery.wrong-key', 'recovery.store-damaged'. */
  'recovery.key': query(staff, z.strictObject({ text: z.string().max(400) }), nothing),
  /** Puts a verified copy in the store's place; what stood there is kept aside. Refuses 'recovery.no-key', 'recovery.backup-refused'. */
  'recovery.restore': query(['admin'], z.strictObject({ name: z.string().max(120) }), nothing),
  /** Begins to save what can be read of the damaged store; how it ends is told by 'point.changed'. What stood there is kept aside. Refuses 'recovery.no-key'. While it runs, all that touches the store refuses 'recovery.busy'. */
  'recovery.salvage': query(['admin'], nothing, nothing),
  /** In a station at work: seals the key by a passphrase from now on. */
  'key.set-passphrase': change(['admin'], { passphrase: z.string().trim().min(MIN_PASSPHRASE).max(MAX_PASSPHRASE) }, nothing),
};
