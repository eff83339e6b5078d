// What every window may know: the unit, its fields and counters, what runs here, and how sync and devices are.

import { z } from 'zod';
import { counterIdSchema, epochMsSchema, fieldCodeSchema } from './primitives.ts';
import { errorCodeSchema } from './errors.ts';
import { callerSchema, nothing, query } from './command.ts';
import { shellKindSchema } from './host.ts';

const everyone = ['kiosk', 'counter', 'citizen-display', 'board', 'admin'] as const;

/** A queue field of the point. Names in both languages, since they are the unit's own words, not the program's. */
export const fieldSchema = z.strictObject({ code: fieldCodeSchema, name: z.string(), nameEn: z.string(), takesTickets: z.boolean() });
export type Field = z.infer<typeof fieldSchema>;

/** `touchDisplay`: whether its citizen display can be touched; left out, the display's own machine is asked, which may mean another of its screens. */
export const counterSchema = z.strictObject({ counterId: counterIdSchema, fields: z.array(fieldCodeSchema), officerName: z.string(), officerTitle: z.string(), touchDisplay: z.boolean().optional() });
export type Counter = z.infer<typeof counterSchema>;

/** Which host runs the station: everything but 'electron' is never used on a site without its badge. */
export const hostSchema = z.strictObject({ kind: shellKindSchema, electronVersion: z.string().nullable(), nodeVersion: z.string() });
export type Host = z.infer<typeof hostSchema>;

export const pointSchema = z.strictObject({
  contractVersion: z.int(),
  /** 'recovery': the store does not open, and windows show what can be done about it instead of their work. */
  mode: z.enum(['working', 'recovery']),
  caller: callerSchema,
  unit: z.strictObject({ name: z.string(), shortName: z.string(), parent: z.string(), address: z.string(), phone: z.string() }),
  fields: z.array(fieldSchema),
  counters: z.array(counterSchema),
  /** What the kiosk offers to whoever has priority. */
  priority: z.strictObject({ elderlyFrom: z.int(), grounds: z.array(z.enum(['elderly', 'disabled', 'pregnant-or-infant', 'merit'])) }).default({ elderlyFrom: 75, grounds: ['elderly', 'disabled', 'pregnant-or-infant', 'merit'] }),
  /** True where teams may help at the kiosk. */
  hasHelpers: z.boolean().default(false),
  host: hostSchema,
  programVersion: z.string(),
  /** True for the example point: a badge says that people and dossiers are invented. */
  example: z.boolean(),
  /** True while people only practise: a band over every screen says so. */
  training: z.boolean().default(false),
  now: epochMsSchema,
});
export type Point = z.infer<typeof pointSchema>;

/** How things are with the city, from this station's side. */
export const syncStateSchema = z.strictObject({
  /** 'offline' covers no network and captive portals; `code` says which. */
  kind: z.enum(['unconfigured', 'starting', 'syncing', 'idle', 'offline', 'refused']),
  code: errorCodeSchema.nullable(),
  /** Since when the city has not been reached; null while it is reached. */
  offlineSince: epochMsSchema.nullable(),
  lastExchangeAt: epochMsSchema.nullable(),
  waitingEvents: z.int().min(0),
  waitingDossiers: z.int().min(0),
  waitingScans: z.int().min(0),
  /** Operations without effect at the city: what wants a person, what waits for such a one, what waits for the city to learn its kind. */
  deadLetters: z.int().min(0),
  heldLetters: z.int().min(0),
  keptLetters: z.int().min(0),
  nextAttemptAt: epochMsSchema.nullable(),
});
export type SyncState = z.infer<typeof syncStateSchema>;

/** One device by its role at the point. */
export const deviceStateSchema = z.strictObject({
  device: z.enum(['ticket-printer', 'panel', 'loudspeaker', 'reader', 'scanner', 'keypad', 'counter-display']),
  /** Null for devices of the whole point. */
  counterId: counterIdSchema.nullable(),
  kind: z.enum(['not-configured', 'absent', 'ready', 'busy', 'trouble']),
  code: errorCodeSchema.nullable(),
  since: epochMsSchema,
});
export type DeviceState = z.infer<typeof deviceStateSchema>;

export const statusSchema = z.strictObject({ sync: syncStateSchema, devices: z.array(deviceStateSchema) });
export type Status = z.infer<typeof statusSchema>;

export const pointCommands = {
  /** First call of every window. */
  'point.describe': query(everyone, nothing, pointSchema),
  /** Sync and devices as they are now; changes arrive as 'sync.changed' and 'devices.changed'. */
  'status.read': query(everyone, nothing, statusSchema),
};
