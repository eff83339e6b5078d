// The settings of one machine: what its station is, where its data lies, which windows it opens. Read by the host and by the station.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isLoopback } from '../../shared/base/loopback.ts';
import { callerSchema } from '../../shared/contract/command.ts';
import { pointProfileSchema } from '../../shared/contract/point-profile.ts';

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
    key: z.string().regex(/^[\x21-\x7e]{16,200}$/, '16 to 200 printable ASCII characters without a space'),
    timeoutMs: z.int().min(200).default(10_000),
    retry: backOffSchema.prefault({}),
    /** The city's recovery public key (X25519, 32 bytes in base64), as `city/recovery.ts` prints it: the data key is sealed to it as well. */
    recoveryKey: z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, '32 bytes in base64').nullable().default(null),
    /** SHA-256 of the public key of the city's certificate, in Base64: then no other certificate counts, however well signed. */
    pin: z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'the SHA-256 of a public key in Base64').nullable().default(null),
    /** Somebody vouches for the line (a tunnel of the city's own): http is taken too. */
    privateLine: z.boolean().default(false),
  })
  .refine(({ url, privateLine }) => privateLine || isSafe(url), { path: ['url'], message: 'https is needed, or "privateLine": true where the line itself is encrypted' });

function isSafe(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && (parsed.protocol === 'https:' || isLoopback(parsed.hostname));
}

export const machineSettingsSchema = z.strictObject({
  /** Folder of the store, the scanned pages and the key. Absolute. */
  dataFolder: z.string().min(1),
  profile: pointProfileSchema,
  /** Null: this machine works alone for good. */
  city: citySchema.nullable(),
  /** Parsed by the station's device registry. */
  devices: z.record(z.string(), z.unknown()),
  backup: z
    .strictObject({
      /** Absolute folder on a second disk or on the network for copies of the store, which must be there; without it they lie beside the store. Several stations may share it. */
      folder: z.string().min(1).optional(),
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
  host: z.strictObject({
    /** Port of the browser host on 127.0.0.1; 0 takes a free one. */
    port: z.int().min(0).max(65_535).default(0),
    /** The kiosk opens with the self-test of its lock-down until one has been finished on this machine. */
    selfTestFirst: z.boolean().default(false),
    windows: z.array(z.strictObject({ windowId: z.string().regex(/^[a-z0-9-]{1,40}$/), caller: callerSchema })).min(1).max(60),
  }),
});
export type MachineSettings = z.infer<typeof machineSettingsSchema>;

/** Settings that cannot be used; `where` names the place in the file. */
export class WrongSettings extends Error {
  override readonly name = 'WrongSettings';
}

/** Reads and checks a settings file. Throws `WrongSettings` with every wrong place on a line of its own. */
export function readMachineSettings(file: string): MachineSettings {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (cause) {
    throw new WrongSettings(`${file} cannot be read as JSON`, { cause });
  }
  const parsed = machineSettingsSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new WrongSettings(parsed.error.issues.map((issue) => `${file}: ${issue.path.join('.')}: ${issue.message}`).join('\n'));
}
