// The key ring over a real encrypted store: whatever happens to key, vault or wraps, nothing on the disk changes until a person brings a key that opens the store.

import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { standInVault } from '../../../../tests/fakes/stand-in-vault.ts';
import { recoveryWrapSchema } from '../../../../shared/wire/recovery-wrap.ts';
import { StationDatabase } from '../../store/database.ts';
import { openConnection } from '../../store/open-connection.ts';
import { proveKey } from '../../store/prove-key.ts';
import { STORE_FILE } from '../../store/store-lock.ts';
import { KeyRing, type KeyRingParts } from './key-ring.ts';
import { fileVault } from './vault.ts';

const CITY = Buffer.alloc(32, 9);
const PASSPHRASE = 'Hoa phượng đỏ trước cổng ủy ban';
let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'mot-cua-keys-')), 'data');
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

const ring = (changed: Partial<KeyRingParts> = {}): KeyRing =>
  new KeyRing({ folder, vault: fileVault, recoveryKey: null, place: { commune: 'T149', station: 'K1' }, prove: (key) => proveKey(folder, key), ...changed });
const file = (name: string): string => path.join(folder, name);
const states = (keys: KeyRing): Record<string, string> => Object.fromEntries(keys.read().map(({ name, state }) => [name, state]));

/** Start of a machine: key, store, wraps. */
async function start(keys: KeyRing): Promise<Buffer> {
  const key = await keys.find();
  StationDatabase.open(folder, key)[Symbol.dispose]();
  await keys.secure();
  return Buffer.from(key);
}

/** Every file and its hash, but for what SQLite makes anew at each opening. */
function disk(): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.endsWith('-shm'));
  const known = files.map(({ parentPath, name }) => [path.relative(folder, path.join(parentPath, name)), readFileSync(path.join(parentPath, name))] as const);
  return Object.fromEntries(known.filter(([, bytes]) => bytes.length > 0).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]));
}

/** How a search ends, and that it left the disk as it was. */
async function refusal(keys: KeyRing): Promise<string> {
  const before = disk();
  const ended = await keys.find().then(() => 'found', (error: unknown) => (error instanceof Error ? error.name : 'nothing'));
  expect(disk()).toEqual(before);
  return ended;
}

describe('without a vault of the system', () => {
  it('is made at the first start, kept in a file of its owner, and opens again', async () => {
    const keys = ring();
    const key = await start(keys);
    expect([key.length, key.equals(Buffer.alloc(32)), statSync(file('data.key')).mode & 0o777, statSync(folder).mode & 0o777, keys.isPrivate()]).toEqual([32, false, 0o600, 0o700, true]);
    expect([readFileSync(file('data.key')).equals(key), (await start(ring())).equals(key), states(keys)]).toEqual([true, true, { 'data.key': 'opens' }]);
  });

  it('opens a folder of an earlier program: a raw key and nothing else', async () => {
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(file('data.key'), Buffer.alloc(32, 3), { mode: 0o600 });
    StationDatabase.open(folder, Buffer.alloc(32, 3))[Symbol.dispose]();
    expect(await start(ring())).toEqual(Buffer.alloc(32, 3));
  });

  it('is used again when the first start ended between key and store', async () => {
    const key = await ring().find();
    expect(await start(ring())).toEqual(Buffer.from(key));
  });

  it('that others can read is told', async () => {
    const keys = ring({ recoveryKey: CITY });
    await start(keys);
    chmodSync(file('keys/recovery-1.json'), 0o640);
    expect(keys.isPrivate()).toBe(false);
  });
});

describe('a start that finds no key changes nothing', () => {
  beforeEach(() => start(ring({ recoveryKey: CITY })));

  it.each<[string, () => void, string]>([
    ['the key file is gone', () => rmSync(file('data.key')), 'MissingKey'],
    ['the key file is empty', () => truncateSync(file('data.key'), 0), 'MissingKey'],
    ['the key file is cut', () => truncateSync(file('data.key'), 31), 'MissingKey'],
    ['the key file is too long', () => writeFileSync(file('data.key'), Buffer.alloc(33, 1)), 'MissingKey'],
    ['the key file is a film', () => writeFileSync(file('data.key'), Buffer.alloc(20_000, 1)), 'MissingKey'],
    ['it is the key of another machine', () => writeFileSync(file('data.key'), Buffer.alloc(32, 1)), 'RefusedKey'],
    ['the first page rotted', () => writeFileSync(file(STORE_FILE), readFileSync(file(STORE_FILE)).fill(0, 200, 300)), 'RefusedKey'],
    ['the store was cut to nothing', () => truncateSync(file(STORE_FILE), 0), 'RefusedKey'],
    ['the store is gone', () => rmSync(file(STORE_FILE)), 'RefusedKey'],
    ['the store is gone and so is the key', () => [STORE_FILE, 'data.key'].forEach((name) => rmSync(file(name))), 'MissingKey'],
  ])('when %s', async (_name, harm, expected) => {
    harm();
    expect(await refusal(ring())).toBe(expected);
  });

  it('and a commit that is only in the WAL yet survives a start with a wrong key', async () => {
    const key = readFileSync(file('data.key'));
    const connection = openConnection(file(STORE_FILE), key);
    connection.prepare(`INSERT INTO meta (name, value) VALUES ('last', 'word')`).run();
    // Another program's eyes on the same files, as after a power cut: the writer has not closed.
    writeFileSync(file('data.key'), Buffer.alloc(32, 1));
    expect(await refusal(ring())).toBe('RefusedKey');
    expect(connection.prepare(`SELECT value FROM meta WHERE name = 'last'`).pluck().get()).toBe('word');
    connection.close();
  });
});

describe('in a vault of the system', () => {
  it('is sealed there, not in a raw file, and opens again', async () => {
    const vault = standInVault();
    const key = await start(ring({ vault }));
    expect([readdirSync(folder).includes('data.key'), readFileSync(file('keys/vault-1.json'), 'utf8').includes(key.toString('base64'))]).toEqual([false, false]);
    expect(await start(ring({ vault }))).toEqual(key);
    expect(readdirSync(file('keys'))).toEqual(['store-known', 'vault-1.json']);
  });

  it.each<[string, (text: string) => string, string]>([
    ['is empty', () => '', 'damaged'], ['is cut', (text) => text.slice(0, 60), 'damaged'], ['is garbage', () => '\u0000{"format":', 'damaged'], ['holds more than it should', (text) => text.replace('{', '{"more":1,'), 'damaged'],
    ['says it is of another kind', (text) => text.replace('"kind": "vault"', '"kind": "passphrase"'), 'damaged'], ['is of a newer program', (text) => text.replace('"version": 1', '"version": 2'), 'newer'],
    ['names another key', (text) => text.replace(/"keyId": "[0-9a-f]{4}/, '"keyId": "0000'), 'refused'], ['has sealed bytes that were changed', (text) => text.replace(/"sealed": ".{8}/, '"sealed": "AAAAAAAA'), 'refused'],
  ])('a wrap that %s is left as it is', async (_name, change, state) => {
    const vault = standInVault();
    await start(ring({ vault }));
    const wrap = file('keys/vault-1.json');
    writeFileSync(wrap, change(readFileSync(wrap, 'utf8')));
    const keys = ring({ vault });
    expect([await refusal(keys), states(keys)]).toEqual(['MissingKey', { 'keys/vault-1.json': state }]);
  });

  it('a wrap of another machine’s vault opens nothing, and one of another store is as bad', async () => {
    await start(ring({ vault: standInVault() }));
    expect(await refusal(ring({ vault: standInVault() }))).toBe('MissingKey');
    const vault = standInVault();
    const other = path.join(path.dirname(folder), 'other');
    const strange = new KeyRing({ folder: other, vault, recoveryKey: null, place: { commune: 'X', station: 'Y' }, prove: (key) => proveKey(other, key) });
    await strange.find();
    writeFileSync(file('keys/vault-1.json'), readFileSync(path.join(other, 'keys', 'vault-1.json')));
    const keys = ring({ vault });
    expect([await refusal(keys), states(keys)]).toEqual(['RefusedKey', { 'keys/vault-1.json': 'other-store' }]);
  });

  it('a vault that fails, at the first start or later, leads to nothing', async () => {
    const vault = standInVault();
    mkdirSync(folder);
    expect(await refusal(ring({ vault: { ...vault, wrap: vault.fail } }))).toBe('MissingKey');
    await start(ring({ vault }));
    expect(await refusal(ring({ vault: { ...vault, unwrap: vault.fail } }))).toBe('MissingKey');
    expect(await refusal(ring())).toBe('MissingKey');
  });

  it('a vault that gives back something else than it was given is not relied on', async () => {
    mkdirSync(folder);
    expect(await refusal(ring({ vault: { ...standInVault(), unwrap: () => Promise.resolve({ key: Buffer.alloc(32, 1), isStale: false }) } }))).toBe('MissingKey');
  });

  it('a folder of the stand-by gets a wrap, and its key file stays', async () => {
    const key = await start(ring());
    const vault = standInVault();
    expect(await start(ring({ vault }))).toEqual(key);
    rmSync(file('data.key'));
    expect(await start(ring({ vault }))).toEqual(key);
  });

  it('is sealed anew when the vault asks for it', async () => {
    const vault = standInVault();
    await start(ring({ vault }));
    await start(ring({ vault: { ...vault, unwrap: async (sealed) => ({ ...(await vault.unwrap(sealed)), isStale: true }) } }));
    expect(readdirSync(file('keys'))).toEqual(['store-known', 'vault-1.json', 'vault-2.json']);
  });
});

describe('brought by a person', () => {
  it('a passphrase opens the store after the vault was lost; the wrap that failed stays, under another name', async () => {
    const lost = ring({ vault: standInVault() });
    const key = await start(lost);
    await lost.setPassphrase(PASSPHRASE);
    const before = readFileSync(file('keys/vault-1.json'));
    const vault = standInVault();
    const keys = ring({ vault });
    expect([await refusal(keys), await keys.givePassphrase('Hoa phượng vàng'), await refusal(keys)]).toEqual(['MissingKey', 'wrong', 'MissingKey']);
    // Typed with letters and marks apart, as some keyboards do.
    expect([await keys.givePassphrase(`${PASSPHRASE.normalize('NFD')} `), (await start(keys)).equals(key)]).toEqual(['opens', true]);
    expect(readdirSync(file('keys'))).toEqual(['passphrase-1.json', 'store-known', 'vault-1.json.failed-1', 'vault-2.json']);
    expect([readFileSync(file('keys/vault-1.json.failed-1')).equals(before), (await start(ring({ vault }))).equals(key)]).toEqual([true, true]);
  });

  it('the key itself opens it, and another key does not and changes nothing', async () => {
    const key = await start(ring());
    writeFileSync(file('data.key'), Buffer.alloc(32, 1));
    const keys = ring();
    expect([await refusal(keys), keys.give(Buffer.alloc(32, 2)), keys.give(key.subarray(1)), await refusal(keys), keys.give(key)]).toEqual(['RefusedKey', 'wrong', 'wrong', 'RefusedKey', 'opens']);
    expect([(await start(keys)).equals(key), readFileSync(file('data.key')).equals(key), readFileSync(file('data.key.failed-1'))]).toEqual([true, true, Buffer.alloc(32, 1)]);
  });

  it('a wrap of a newer program stays where that program looks for it', async () => {
    const vault = standInVault();
    const key = await start(ring({ vault }));
    writeFileSync(file('keys/vault-1.json'), JSON.stringify({ format: 'mot-cua-key', version: 2 }));
    const keys = ring({ vault });
    expect([await refusal(keys), keys.give(key), (await start(keys)).equals(key)]).toEqual(['MissingKey', 'opens', true]);
    expect(readdirSync(file('keys'))).toEqual(['store-known', 'vault-1.json', 'vault-2.json']);
  });

  it('a vault that fails then too is a note, and the work goes on', async () => {
    const key = await start(ring());
    rmSync(file('data.key'));
    const vault = standInVault();
    const keys = ring({ vault: { ...vault, wrap: vault.fail } });
    expect([await refusal(keys), keys.give(key), Buffer.from(await keys.find()).equals(key), await keys.secure()]).toEqual(['MissingKey', 'opens', true, [{ what: 'not-written', name: 'vault', reason: 'VaultFailed' }]]);
  });

  it('the right key of a store that rotted is known by its wraps, and is there for the copies', async () => {
    const key = await start(ring({ recoveryKey: CITY }));
    rmSync(file('data.key'));
    truncateSync(file(STORE_FILE), 4096);
    const keys = ring();
    expect([await refusal(keys), await keys.candidates(), keys.give(Buffer.alloc(32, 2)), keys.give(key), await refusal(keys)]).toEqual(['MissingKey', [], 'wrong', 'known', 'RefusedKey']);
    expect(await keys.candidates()).toEqual([key]);
  });

  it('a new passphrase takes the place of the old one', async () => {
    const keys = ring();
    await start(keys);
    await keys.setPassphrase(PASSPHRASE);
    await keys.setPassphrase('Cây đa bến nước sân đình');
    expect([readdirSync(file('keys')), await keys.givePassphrase(PASSPHRASE), await keys.givePassphrase('Cây đa bến nước sân đình')]).toEqual([['passphrase-1.json.retired-1', 'passphrase-2.json', 'store-known'], 'wrong', 'opens']);
  });
});

it('the city gets a wrap of its own, once, and another one when its key is another', async () => {
  const key = await start(ring({ recoveryKey: CITY }));
  await start(ring({ recoveryKey: CITY }));
  const text = readFileSync(file('keys/recovery-1.json'), 'utf8');
  expect([recoveryWrapSchema.parse(JSON.parse(text)), text.includes(key.toString('base64'))]).toMatchObject([{ commune: 'T149', station: 'K1', recipient: CITY.toString('base64') }, false]);
  await start(ring({ recoveryKey: Buffer.alloc(32, 5) }));
  expect(readdirSync(file('keys'))).toEqual(['recovery-1.json', 'recovery-2.json', 'store-known']);
});
