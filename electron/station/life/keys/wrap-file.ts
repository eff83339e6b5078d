// The wrap files of a data folder: their names, their shapes, and reading them as if somebody hostile had written them.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { recoveryWrapSchema, wrapHeadShape } from '../../../../shared/wire/recovery-wrap.ts';

/** The raw key of a machine without a vault, as it was before there were wraps. */
export const KEY_FILE = 'data.key';
/** Folder of the wraps below the data folder. */
export const KEYS_FOLDER = 'keys';
export const KEY_BYTES = 32;

const WRAP_NAME = /^(vault|recovery|passphrase)-(\d{1,6})\.json$/;
/** No wrap is nearly as large; what is gets not read. */
const MOST_BYTES = 16_384;

const vaultWrapSchema = z.strictObject({ ...wrapHeadShape, kind: z.literal('vault'), vault: z.string().max(60), sealed: z.base64().max(8000) });
/** scrypt's parameters stand in the file; the bounds keep a hostile one from taking all memory or being guessed cheaply. */
const passphraseWrapSchema = z.strictObject({
  ...wrapHeadShape, kind: z.literal('passphrase'), salt: z.base64().length(44), cost: z.literal([2 ** 17, 2 ** 18]), blockSize: z.literal(8), parallel: z.int().min(1).max(4), sealed: z.base64().max(400),
});
const wrapSchema = z.discriminatedUnion('kind', [vaultWrapSchema, recoveryWrapSchema, passphraseWrapSchema]);
const newerSchema = z.looseObject({ format: z.literal('mot-cua-key'), version: z.int().min(2) });

export type PassphraseWrap = z.infer<typeof passphraseWrapSchema>;
export type Wrap = z.infer<typeof wrapSchema>;

/** A wrap file as it lies there. 'damaged' is anything that is no wrap; 'newer' is of a later program. */
export interface WrapFile {
  /** Path below the data folder. */
  readonly name: string;
  readonly kind: 'file' | Wrap['kind'];
  readonly content: { readonly kind: 'key'; readonly key: Uint8Array } | { readonly kind: 'wrap'; readonly wrap: Wrap } | { readonly kind: 'damaged' | 'newer' };
}

/** All wraps of a data folder, by name; never throws for what is in them. */
export function readWraps(folder: string): WrapFile[] {
  const found: WrapFile[] = namesIn(path.join(folder, KEYS_FOLDER)).flatMap((base) => {
    const kind = WRAP_NAME.exec(base)?.[1] as Wrap['kind'] | undefined;
    const name = `${KEYS_FOLDER}/${base}`;
    return kind === undefined ? [] : [{ name, kind, content: readContent(path.join(folder, name), kind) }];
  });
  const raw = path.join(folder, KEY_FILE);
  if (!existsSync(raw)) return found;
  const key = readSmall(raw);
  return [...found, { name: KEY_FILE, kind: 'file', content: key?.length === KEY_BYTES ? { kind: 'key', key } : { kind: 'damaged' } }];
}

/** True where no key was ever made: no key file and nothing in the folder of the wraps, set-aside ones included. What a crash left unfinished does not count. */
export function hasNoKeys(folder: string): boolean {
  const own = namesIn(folder).filter((name) => name.startsWith(KEY_FILE));
  return [...own, ...namesIn(path.join(folder, KEYS_FOLDER))].every((name) => name.endsWith('.tmp'));
}

/** A name that no wrap of this kind has or had. */
export function nextName(folder: string, kind: Wrap['kind']): string {
  const taken = namesIn(path.join(folder, KEYS_FOLDER)).map((name) => Number(new RegExp(`^${kind}-(\\d{1,6})\\.json`).exec(name)?.[1] ?? 0));
  return `${KEYS_FOLDER}/${kind}-${Math.max(0, ...taken) + 1}.json`;
}

/** The name under which a wrap is set aside, such as 'keys/vault-1.json.failed-1'. */
export function asideName(folder: string, name: string, why: 'failed' | 'retired'): string {
  for (let number = 1; ; number += 1) {
    const aside = `${name}.${why}-${number}`;
    if (!existsSync(path.join(folder, aside))) return aside;
  }
}

/** True if nobody but the owner may read keys and wraps; always true on Windows, where rights come from the folder. */
export function areKeysPrivate(folder: string): boolean {
  if (process.platform === 'win32') return true;
  const names = [...namesIn(folder).filter((name) => name.startsWith(KEY_FILE)), ...namesIn(path.join(folder, KEYS_FOLDER)).map((name) => path.join(KEYS_FOLDER, name))];
  return names.every((name) => (statSync(path.join(folder, name)).mode & 0o077) === 0);
}

function readContent(file: string, kind: Wrap['kind']): WrapFile['content'] {
  let value: unknown;
  try {
    value = JSON.parse(readSmall(file)?.toString('utf8') ?? '');
  } catch {
    return { kind: 'damaged' };
  }
  if (newerSchema.safeParse(value).success) return { kind: 'newer' };
  const parsed = wrapSchema.safeParse(value);
  return parsed.success && parsed.data.kind === kind ? { kind: 'wrap', wrap: parsed.data } : { kind: 'damaged' };
}

/** Null for what is no small readable file. */
function readSmall(file: string): Buffer | null {
  try {
    const { size } = statSync(file);
    return size <= MOST_BYTES ? readFileSync(file) : null;
  } catch {
    // A folder of that name, a disk that does not read: for a person to look at, not for a start to end on.
    return null;
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
