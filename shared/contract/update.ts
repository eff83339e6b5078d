// New versions of the program as the administration sees them: what runs, what was found where, when it will be put in place, and how the last one ended.

import { z } from 'zod';
import { nothing, query } from './command.ts';
import { errorCodeSchema } from './errors.ts';
import { epochMsSchema } from './primitives.ts';

export const updateSourceSchema = z.enum(['city', 'mirror', 'usb']);
export type UpdateSourceName = z.infer<typeof updateSourceSchema>;

/** What an installation waits for. 'recent': somebody was served a moment ago; 'clock': the wall clock cannot be believed; 'backup': the copy of the store before it did not succeed. */
export const updateBlockerSchema = z.enum(['window', 'visit', 'print', 'scan', 'recent', 'clock', 'backup']);
export type UpdateBlocker = z.infer<typeof updateBlockerSchema>;

const foundSchema = z.strictObject({
  bundleId: z.string(), version: z.string(), notes: z.strictObject({ vi: z.string(), en: z.string() }), source: updateSourceSchema,
  bytes: z.int(), received: z.int(),
  /** 'stopped': the line or the disk stood in the way (`code`), and it is taken up again; 'refused': it is not what it should be; 'tried': it was put in place once and returned from. */
  state: z.enum(['loading', 'checking', 'ready', 'stopped', 'refused', 'tried', 'installing']),
  code: errorCodeSchema.nullable(),
});

export const updateStateSchema = z.strictObject({
  version: z.string(),
  /** Kept to return to. */
  previous: z.string().nullable(),
  /** Whether something stands beside the program that can put a version in place; started by hand, nothing does. */
  isKept: z.boolean(),
  channel: z.enum(['stable', 'pilot']),
  isAutomatic: z.boolean(),
  /** When versions are put in place, such as '19:00' to '05:00'. */
  window: z.strictObject({ from: z.string(), to: z.string() }),
  sources: z.array(z.strictObject({ name: updateSourceSchema, /** Null before the first look. */ lookedAt: epochMsSchema.nullable(), code: errorCodeSchema.nullable() })),
  found: foundSchema.nullable(),
  /** Whether what was found will be put in place: by itself, because somebody asked, not before a day, or only when somebody asks. */
  intent: z.enum(['automatic', 'asked', 'postponed', 'none']),
  /** Begin of the next window, or of the one after a postponement; null where nothing is intended. */
  nextAt: epochMsSchema.nullable(),
  blockers: z.array(updateBlockerSchema),
  /** What stands between this program and what keeps its versions, and calls for a person: its record cannot be read, or it takes no orders. */
  trouble: errorCodeSchema.nullable(),
  /** 'stayed': the version is not well, and is kept because numbers were given under it, or because the one before could not be put back. 'waiting': it was put in place and nobody has started it for long. */
  last: z.strictObject({ kind: z.enum(['installed', 'returned', 'stayed', 'not-installed', 'waiting']), version: z.string(), code: errorCodeSchema.nullable(), /** Names of self-checks. */ checks: z.array(z.string()), at: epochMsSchema }).nullable(),
});
export type UpdateState = z.infer<typeof updateStateSchema>;

const bundleId = z.string().regex(/^[0-9a-f]{64}$/);

export const updateCommands = {
  'update.read': query(['admin'], nothing, updateStateSchema),
  /** Looks now. Refuses 'update.unmanaged'; with 'usb' 'update.nothing-found' where no stick has a bundle. */
  'update.look': query(['admin'], z.strictObject({ where: z.enum(['line', 'usb']) }), updateStateSchema),
  /** Puts it in place in the next window. Refuses 'update.gone' where it is not what is found now. */
  'update.install': query(['admin'], z.strictObject({ bundleId }), updateStateSchema),
  /** Not before so many days have passed. Refuses 'update.gone'. */
  'update.postpone': query(['admin'], z.strictObject({ bundleId, days: z.int().min(1).max(30) }), updateStateSchema),
  /** A window says that its first picture is on the screen. */
  'window.painted': query(['kiosk', 'counter', 'citizen-display', 'board', 'admin'], nothing, nothing),
};
