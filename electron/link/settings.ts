// The settings of one machine: what its station is, where its data lies, which windows it opens. Read by the host and by the station.

import path from 'node:path';
import { z } from 'zod';
import { isLoopback } from '../../shared/base/loopback.ts';
import { callerSchema } from '../../shared/contract/command.ts';
import { paymentSettingsSchema } from '../../shared/contract/payment-settings.ts';
import { pointProfileSchema } from '../../shared/contract/point-profile.ts';
import { deviceSettingsSchema } from './devices/device-settings.ts';
import { documentSchema } from './document-settings.ts';
import { EXIT_PIN_FORM } from './exit-pin.ts';
import { machinePlaces, type MachinePlaces } from './machine-places.ts';
import { absolutePathSchema, timeOfDaySchema } from './setting-fields.ts';
import { changeSettings, isPinned, type ChangeEnd, type SettingsChange } from './settings-file/change-settings.ts';
import { readPolicy, trustedOwner } from './settings-file/policy.ts';
import { fileProblem, WrongSettings } from './settings-file/problem.ts';
import { readSettingsFile } from './settings-file/read-settings.ts';
import { signingSchema } from './signing-settings.ts';
import { soundSchema } from './sound-settings.ts';

const backOffSchema = z.strictObject({
  /** First waiting time after a failed exchange, in ms. */
  baseMs: z.int().min(10).default(2000),
  /** Longest waiting time between two attempts, in ms. */
  capMs: z.int().min(100).max(3_600_000).default(300_000),
});

/** The key and people's data go over this line: unencrypted only inside this machine, or where somebody vouches for it. */
const citySchema = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }),
    key: z.string().regex(/^[\x21-\x7e]{16,200}$/).meta({ writeOnly: true }),
    timeoutMs: z.int().min(200).default(10_000),
    retry: backOffSchema.prefault({}),
    /** The city's recovery public key (X25519, 32 bytes in base64), as `city/recovery.ts` prints it: the data key is sealed to it as well. */
    recoveryKey: z.base64().refine((text) => Buffer.from(text, 'base64').length === 32).nullable().default(null),
    /** SHA-256 of the public key of the city's certificate, in Base64: then no other certificate counts, however well signed. */
    pin: z.string().regex(/^[A-Za-z0-9+/]{43}=$/).nullable().default(null),
    /** Somebody vouches for the line (a tunnel of the city's own): http is taken too. */
    privateLine: z.boolean().default(false),
  })
  .refine(({ url, privateLine }) => privateLine || isSafe(url), { path: ['url'], params: { rule: 'https-needed' } });

function isSafe(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && (parsed.protocol === 'https:' || isLoopback(parsed.hostname));
}

const fileSchema = z.strictObject({
  /** For editors: where the published schema lies. */
  $schema: z.string().optional(),
  /** Which form of the settings this file has; see `settings-file/versions.ts`. */
  settingsVersion: z.int().min(1).default(1),
  /** Folder of the store, the scanned pages and the key; without it the machine's own place. */
  dataFolder: absolutePathSchema.optional(),
  profile: pointProfileSchema,
  /** Null: this machine works alone for good. */
  city: citySchema.nullable(),
  /** Where the point's hub is, for a machine that is not the hub. Kept for when points have more than one machine: nothing uses it yet, and the check of the settings says so. */
  hub: z.strictObject({ url: z.url({ protocol: /^https?$/ }) }).nullable().default(null),
  devices: deviceSettingsSchema,
  backup: z
    .strictObject({
      /** Folder on a second disk or on the network for copies of the store, which must be there; without it they lie beside the store. Several stations may share it. */
      folder: absolutePathSchema.optional(),
    })
    .prefault({}),
  retention: z
    .strictObject({
      /** Days for which a scanned page stays here after the city has said that it holds it; none where the disk is short. */
      scanDays: z.int().min(1).max(3650).default(30),
      /** Days for which a dossier's person stays here after it has ended; 90 do for a machine that is not the point's only one. */
      dossierDays: z.int().min(30).max(36_500).default(730),
    })
    .prefault({}),
  updates: z
    .strictObject({
      /** Where versions are gathered and kept; without it the machine's own place. */
      folder: absolutePathSchema.optional(),
      channel: z.enum(['stable', 'pilot']).default('stable'),
      /** What the city or a neighbour offers is put in place by itself; if not, only when somebody says so in the administration. */
      isAutomatic: z.boolean().default(true),
      /** Whether the city is asked. */
      fromCity: z.boolean().default(true),
      /** Address of a neighbour that serves versions in the point's own network; http will do, since they are signed. */
      mirror: z.url({ protocol: /^https?$/ }).nullable().default(null),
      /** When versions are put in place, by the point's clock: after closing time, over midnight if `to` is before `from`. */
      window: z.strictObject({ from: timeOfDaySchema.default('19:00'), to: timeOfDaySchema.default('05:00') }).prefault({}),
      /** A new version that is not healthy after so many minutes is taken back. */
      healthWithinMinutes: z.int().min(1).max(60).default(10),
    })
    .prefault({}),
  logs: z
    .strictObject({
      /** Without it the logs lie in the machine's own place, or beside the data where `dataFolder` is set. */
      folder: absolutePathSchema.optional(),
      /** A file that has grown to this many bytes is put aside and a new one begun. */
      fileBytes: z.int().min(100_000).max(100_000_000).default(5_000_000),
      /** How many files of the shell and of the station each are kept, the current one included. */
      files: z.int().min(2).max(50).default(8),
    })
    .prefault({}),
  host: z.strictObject({
    /** Port of the browser host on 127.0.0.1; 0 takes a free one. */
    port: z.int().min(0).max(65_535).default(0),
    /** The kiosk opens with the self-test of its lock-down until one has been finished on this machine. */
    selfTestFirst: z.boolean().default(false),
    /** Whether the program starts when the machine's user logs in; left out, it stays as the installer or the system's own settings have it. */
    startAtLogin: z.boolean().optional(),
    windows: z
      .array(
        z.strictObject({
          windowId: z.string().regex(/^[a-z0-9-]{1,40}$/),
          caller: callerSchema,
          /** The display it belongs to: its name as the admin window shows it, 'primary', or '2' for the second from the left. Left out, the program finds one and remembers it. */
          display: z.string().min(1).max(200).optional(),
        }),
      )
      .min(1)
      .max(60),
  }),
  /** How numbers are called aloud. */
  sound: soundSchema.prefault({}),
  /** The documents that are made of scanned pages. */
  documents: documentSchema.prefault({}),
  signing: signingSchema.prefault({}),
  /** Fees: where transfers go, which book receipts come from, who may reverse. */
  payment: paymentSettingsSchema.prefault({}),
  /** Officers sign in as soon as the administration has an account. */
  staff: z
    .strictObject({
      /** 'off' puts the sign-in aside, for when no head of the point can get in any more. */
      signIn: z.enum(['asked', 'off']).default('asked'),
      /** A window that nobody touches for so long locks. */
      lockAfterMinutes: z.int().min(1).max(120).default(5),
    })
    .prefault({}),
  kiosk: z
    .strictObject({
      /** What the PIN that leads out of a kiosk, a board or a citizen display is derived to (scrypt); null: nobody leaves by touch. */
      exitPin: z.string().regex(EXIT_PIN_FORM).meta({ writeOnly: true }).nullable().default(null),
    })
    .prefault({}),
});

/** What a settings file may hold. The rules between distant keys hold where each key alone is right. */
export const machineSettingsSchema = fileSchema.superRefine(({ profile, devices, host, sound }, context) => {
  const counters = new Set<number>(profile.counters.map(({ counterId }) => counterId));
  for (const counter of Object.keys(devices.counters)) {
    if (!counters.has(Number(counter))) context.addIssue({ code: 'custom', path: ['devices', 'counters', counter], params: { rule: 'counter-unknown', counter } });
  }
  const fields = new Set<string>(profile.fields.map(({ code }) => code));
  for (const [index, { button, field }] of (devices.panel?.buttons ?? []).entries()) {
    if (!fields.has(field)) context.addIssue({ code: 'custom', path: ['devices', 'panel', 'buttons', index, 'field'], params: { rule: 'button-field-unknown', button, field } });
  }
  const seen = new Set<string>();
  for (const [index, { windowId, caller }] of host.windows.entries()) {
    if (seen.has(windowId)) context.addIssue({ code: 'custom', path: ['host', 'windows', index, 'windowId'], params: { rule: 'window-twice', window: windowId } });
    seen.add(windowId);
    if ('counterId' in caller && !counters.has(caller.counterId)) context.addIssue({ code: 'custom', path: ['host', 'windows', index, 'caller', 'counterId'], params: { rule: 'counter-unknown', counter: caller.counterId } });
  }
  if (sound.window !== undefined && !host.windows.some(({ windowId, caller }) => windowId === sound.window && caller.role === 'board')) {
    context.addIssue({ code: 'custom', path: ['sound', 'window'], params: { rule: 'no-such-board', window: sound.window } });
  }
});

/** The settings of a machine with all that was left out filled in. */
export type MachineSettings = z.infer<typeof fileSchema> & { readonly dataFolder: string; readonly logs: { readonly folder: string }; readonly updates: { readonly folder: string } };

/** Which files decide about this machine; tests name their own. */
export interface SettingsSources {
  readonly places: Pick<MachinePlaces, 'settings' | 'policy' | 'data' | 'logs' | 'updates'>;
  /** Who must own the policy; null where owners are not looked at. */
  readonly owner: number | null;
}

const ownSources = (): SettingsSources => ({ places: machinePlaces(process.platform, process.env), owner: trustedOwner(process.platform) });

/** Reads and checks a settings file under the machine's policy. Throws `WrongSettings` with every wrong place of it. */
export function readMachineSettings(file: string, { places, owner }: SettingsSources = ownSources()): MachineSettings {
  const policy = readPolicy(places.policy, owner);
  if (policy?.lockSettingsFile === true && path.resolve(file) !== path.resolve(places.settings)) throw WrongSettings.of(file, [fileProblem('policy-forbids-file', { file: places.settings })]);
  const settings = readSettingsFile(file, machineSettingsSchema, policy);
  const { dataFolder = places.data, logs, updates } = settings;
  const besides = (name: 'logs' | 'updates'): string => (settings.dataFolder === undefined ? places[name] : path.join(dataFolder, name));
  return { ...settings, dataFolder, logs: { ...logs, folder: logs.folder ?? besides('logs') }, updates: { ...updates, folder: updates.folder ?? besides('updates') } };
}

/** Puts values into a settings file under the machine's policy, whole or not at all, and leaves the rest of it as somebody wrote it. */
export function changeMachineSettings(file: string, changes: readonly SettingsChange[], { places, owner }: SettingsSources = ownSources()): ChangeEnd {
  try {
    return changeSettings(file, changes, machineSettingsSchema, readPolicy(places.policy, owner));
  } catch (error) {
    // The policy itself is wrong: the station would not start with it either.
    if (error instanceof WrongSettings) return { kind: 'wrong', problems: error.problems };
    throw error;
  }
}

/** Which places the machine's policy decides about, as it stands now; a policy that cannot be read decides about all. */
export function decidedByPolicy({ places, owner }: SettingsSources = ownSources()): (paths: readonly SettingsChange['path'][]) => boolean {
  try {
    const policy = readPolicy(places.policy, owner);
    return (paths) => paths.some((path) => isPinned(policy, path));
  } catch (error) {
    if (error instanceof WrongSettings) return () => true;
    throw error;
  }
}
