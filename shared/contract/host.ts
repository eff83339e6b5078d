// What the host of the windows (Electron shell, stand-in or browser host) answers by itself, whether or not its station runs: how things are, and how a person leaves.

import { z } from 'zod';
import { callerSchema, nothing, query, roleSchema } from './command.ts';
import { errorCodeSchema } from './errors.ts';
import { epochMsSchema } from './primitives.ts';

const everyone = ['kiosk', 'counter', 'citizen-display', 'board', 'admin'] as const;
const staff = ['counter', 'admin'] as const;
/** Windows that cover a whole screen before the public: only a PIN leads out of them. */
const shutIn = ['kiosk', 'citizen-display', 'board'] as const;

/** Which program shows the windows. Everything but 'electron' carries a badge in every window. */
export const shellKindSchema = z.enum(['electron', 'browser', 'standin']);
export type ShellKind = z.infer<typeof shellKindSchema>;

/** How the station is, as its host sees it. 'none': it is not started, since the settings cannot be used. */
const stationStateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('starting'), since: epochMsSchema }),
  z.strictObject({ kind: z.literal('running'), since: epochMsSchema }),
  /** It ended by itself, `deaths` times since it last ran for good; the next start is at `nextAt`. */
  z.strictObject({ kind: z.literal('restarting'), since: epochMsSchema, nextAt: epochMsSchema, deaths: z.int().min(1), code: errorCodeSchema }),
  /** It said why it cannot run, or never came up. Tried again when a person says so, and by itself at `nextAt`. */
  z.strictObject({ kind: z.literal('failed'), since: epochMsSchema, nextAt: epochMsSchema.nullable(), code: errorCodeSchema }),
]);
export type StationState = z.infer<typeof stationStateSchema>;

/** One wrong place of the settings file, told by whoever read it: it must be said before any window has a language or a station. Holds no secret of the file. */
export const settingsProblemSchema = z.strictObject({
  code: z.string().max(60),
  /** The key with the keys above it, joined by dots ('host.windows.0.caller'); '' for the file as a whole. */
  where: z.string().max(300),
  /** From 1; column in UTF-16 units. */
  line: z.int().min(1), column: z.int().min(1),
  words: z.strictObject({ vi: z.string().max(900), en: z.string().max(900) }),
  /** The line with every secret value hidden, cut to what fits a screen; '' where the file could not be read. */
  text: z.string().max(300),
  /** Which part of `text` is meant: index of its first character, and how many. */
  mark: z.strictObject({ from: z.int().min(0), length: z.int().min(0) }),
});
export type SettingsProblem = z.infer<typeof settingsProblemSchema>;

/** Whom citizens can call while a machine cannot serve; '' for a unit without a telephone. */
export const unitCallSchema = z.strictObject({ name: z.string().max(400), phone: z.string().max(100) });
export type UnitCall = z.infer<typeof unitCallSchema>;

const troubleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('settings'), file: z.string().max(1000), problems: z.array(settingsProblemSchema).max(200) }),
  z.strictObject({ kind: z.literal('station'), code: errorCodeSchema, detail: z.string().max(600) }),
]);
export type Trouble = z.infer<typeof troubleSchema>;

/** One window of this machine. 'hidden': its display is gone, and it waits for it rather than cover somebody else's. */
const hostWindowSchema = z.strictObject({
  windowId: z.string(), role: roleSchema, place: z.enum(['shown', 'hidden', 'left']), display: z.string().max(200).nullable(),
  page: z.enum(['loading', 'live', 'hung', 'reloading', 'given-up']),
});
export type HostWindow = z.infer<typeof hostWindowSchema>;

/** A display of this machine, by the name that settings may use; '' for one that does not say its name. */
const hostDisplaySchema = z.strictObject({ name: z.string().max(200), width: z.int().min(1), height: z.int().min(1), isPrimary: z.boolean() });
export type HostDisplay = z.infer<typeof hostDisplaySchema>;

/** What happened to windows, displays and helper processes lately; each has a sentence under 'host.incident.<code>'. */
export const INCIDENT_CODES = [
  'page.gone', 'page.hung', 'page.load-failed', 'page.given-up', 'display.gone', 'display.back', 'display.unknown', 'process.gone', 'station.died', 'station.failed', 'state.unsaved', 'login.failed', 'pin.wrong',
] as const;
const incidentSchema = z.strictObject({ at: epochMsSchema, code: z.enum(INCIDENT_CODES), windowId: z.string().nullable(), detail: z.string().max(200) });
export type Incident = z.infer<typeof incidentSchema>;
export type IncidentCode = Incident['code'];

export const hostStateSchema = z.strictObject({
  shell: shellKindSchema,
  /** Of the program; Electron's own, null in everything that is not Electron; Node's. */
  version: z.string(), electron: z.string().nullable(), node: z.string(),
  /** Who this window is, so that it can say the right words before any station has answered. */
  caller: callerSchema,
  /** Its name in the settings; null where the host has lost sight of it. */
  windowId: z.string().nullable(),
  station: stationStateSchema,
  trouble: troubleSchema.nullable(),
  /** Of the settings in force, or of the last good ones; null where there are none. */
  unit: unitCallSchema.nullable(),
  /** 'pin' leads out of a shut-in window; 'no-pin': none is set, nobody leaves by touch; 'free': the host shuts nobody in. */
  exit: z.enum(['pin', 'no-pin', 'free']),
  /** For staff windows; empty for the public's. Incidents newest first, at most 30. */
  windows: z.array(hostWindowSchema), incidents: z.array(incidentSchema),
  /** From left to right, for staff windows; left out by a host that knows of none. */
  displays: z.array(hostDisplaySchema).max(32).optional(),
});
export type HostState = z.infer<typeof hostStateSchema>;

/** What somebody who knew the PIN may do with the machine. */
const leaveChoiceSchema = z.enum(['leave-full-screen', 'restart-program', 'shut-down', 'close']);
export type LeaveChoice = z.infer<typeof leaveChoiceSchema>;

/** A PIN as it may be typed. */
export const pinSchema = z.string().regex(/^\d{4,12}$/);

export const hostCommands = {
  /** How host, station and windows are; 'host.changed' says when to look again. */
  'host.state': query(everyone, nothing, hostStateSchema),
  /** Reads the settings and starts the station again, now. */
  'host.retry': query(staff, nothing, nothing),
  /** Opens the way out for a minute. Refuses 'pin.none', 'pin.wrong' {seconds} and, while the wait lasts, 'pin.wait' {seconds}. */
  'host.unlock': query(shutIn, z.strictObject({ pin: pinSchema }), z.strictObject({ choices: z.array(leaveChoiceSchema) })),
  /** After 'host.unlock' only, else 'host.locked'. The answer may be lost with the window that asked. */
  'host.leave': query(shutIn, z.strictObject({ choice: leaveChoiceSchema }), nothing),
};
export type HostCommandName = keyof typeof hostCommands;

/** A pushed frame that the page's transport keeps to itself: the station has gone, and what is told until it is back is missed. */
export const STATION_GONE = 'host.station-gone';

/** True for names of the family that the host answers itself; a station is never asked for them, not even for unknown ones. */
export function isHostCommand(name: string): boolean {
  return name.startsWith('host.');
}
