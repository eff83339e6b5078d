// A machine with one version of a tiny program and a bundle of the next one, for tests that put it in place: real folders, real archives, real signatures.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { PAYLOAD_FILE, MANIFEST_FILE, type UpdateMachine, type UpdateManifest } from '../../../shared/wire/updates.ts';
import { makeKeyPair, readKeyList, readPrivateKey, type MakerKeys } from '../../../electron/update/bundle/keys.ts';
import { readSigned, signManifest } from '../../../electron/update/bundle/verify.ts';
import type { KeeperConfig } from '../../../electron/update/keeper/config.ts';
import { keeperStateSchema, type Installed, type KeeperState } from '../../../electron/update/keeper/plan.ts';
import { machineDisk } from '../../../electron/update/files/disk.ts';
import { readRecord, writeRecord } from '../../../electron/update/files/record.ts';
import { placesOf, type Order } from '../../../electron/update/notes.ts';

/** What a version of the tiny program does when it is started. 'once' crashes at its first start only. */
export type Behaviour = 'good' | 'crash' | 'hang' | 'worse' | 'once';

export const machine: UpdateMachine = { platform: 'linux', arch: 'x64', kind: 'tar.gz' };
const maker = makeKeyPair('the maker of the tests');
const stranger = makeKeyPair('a stranger');
export const oldVersion: Installed = { version: '1.0.0', sequence: 10, storeSchema: 120, folder: '1.0.0' };
/** Room left free on a test's disk. */
export const TEST_RESERVE_BYTES = 1024;

const PROGRAM = `#!${process.execPath}
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
const here = import.meta.dirname;
const updates = process.env.MOT_CUA_UPDATES;
const world = path.dirname(updates);
const version = readFileSync(path.join(here, 'version'), 'utf8');
const behaviour = readFileSync(path.join(here, 'behaviour'), 'utf8');
const life = (stage, worse = []) => {
  const content = JSON.stringify({ format: 1, start: process.env.MOT_CUA_START, version, stage, worse });
  writeFileSync(path.join(updates, 'life.json.tmp'), JSON.stringify({ content, sha256: createHash('sha256').update(content).digest('hex') }));
  renameSync(path.join(updates, 'life.json.tmp'), path.join(updates, 'life.json'));
};
const isFirst = !existsSync(path.join(world, 'runs-' + version));
appendFileSync(path.join(world, 'runs-' + version), 'x');
life('starting');
process.on('SIGTERM', () => process.exit(0));
if (behaviour === 'crash' || (behaviour === 'once' && isFirst)) process.exit(3);
if (behaviour === 'worse') life('worse', ['store']);
if (behaviour === 'good' || behaviour === 'once') life('healthy');
const wanted = path.join(world, 'order-wanted');
setInterval(() => {
  if (existsSync(path.join(world, 'close'))) process.exit(0);
  if (behaviour === 'good' && version === '1.0.0' && existsSync(wanted)) {
    renameSync(wanted, path.join(updates, 'order.json'));
    process.exit(0);
  }
}, 20);
`;

function writeProgram(folder: string, version: string, behaviour: Behaviour): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'program.mjs'), PROGRAM);
  chmodSync(path.join(folder, 'program.mjs'), 0o755);
  writeFileSync(path.join(folder, 'version'), version);
  writeFileSync(path.join(folder, 'behaviour'), behaviour);
}

export interface BundleOptions {
  readonly behaviour?: Behaviour;
  readonly change?: Partial<UpdateManifest>;
  readonly isStrangers?: boolean;
}

export class UpdateWorld implements Disposable {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-update-'));
  readonly places = placesOf(path.join(this.folder, 'updates'));
  readonly root = path.join(this.folder, 'program');
  readonly dataFolder = path.join(this.folder, 'data');
  readonly keys: MakerKeys = readKeyList(this.keyList);

  constructor() {
    mkdirSync(this.places.inbox, { recursive: true });
    mkdirSync(this.dataFolder);
    const place = path.join(this.root, 'versions', oldVersion.folder);
    writeProgram(place, oldVersion.version, 'good');
    writeFileSync(path.join(place, '.whole'), JSON.stringify(oldVersion));
    writeFileSync(path.join(this.root, 'current'), oldVersion.folder);
    this.mark(7);
  }

  get keyList(): string {
    return JSON.stringify({ format: 1, keys: [maker.entry] });
  }

  get config(): KeeperConfig {
    return { format: 1, layout: 'folders', updates: this.places.folder, keys: path.join(this.folder, 'keys.json'), machine, first: oldVersion, root: this.root, executable: 'program.mjs', args: [] };
  }

  /** Says how far the store has got. */
  mark(seq: number): void {
    writeFileSync(path.join(this.dataFolder, 'high-water.json'), JSON.stringify({ content: { version: 1, incarnation: 1, seq, hash: 'c'.repeat(64) }, sha256: 'd'.repeat(64) }));
  }

  /** Lays a bundle of 1.1.0 into the inbox; returns its id. */
  bundle({ behaviour = 'good', change = {}, isStrangers = false }: BundleOptions = {}): string {
    const made = path.join(this.folder, 'made');
    rmSync(made, { recursive: true, force: true });
    writeProgram(made, '1.1.0', behaviour);
    const payload = path.join(this.folder, 'payload');
    execFileSync('tar', ['--create', '--gzip', '--file', payload, '--directory', made, '.']);
    const manifest: UpdateManifest = {
      format: 1, product: 'mot-cua', channel: 'stable', ...machine, version: '1.1.0', sequence: 11, fromVersion: '1.0.0', store: { from: 100, to: 130, mayGoBack: false },
      payload: { bytes: statSync(payload).size, sha256: createHash('sha256').update(readFileSync(payload)).digest('hex'), installedBytes: 20_000 },
      notes: { vi: 'Bản thử', en: 'A try' }, notBefore: 0 as EpochMs, expires: 4_000_000_000_000 as EpochMs, ...change,
    };
    const signed = signManifest(manifest, [readPrivateKey((isStrangers ? stranger : maker).privateKey)]);
    const bytes = Buffer.from(JSON.stringify(signed));
    const read = readSigned(bytes, readKeyList(JSON.stringify({ format: 1, keys: [maker.entry, stranger.entry] })));
    if (read.kind !== 'signed') throw new Error(`the test's own bundle is ${read.fault}`);
    const place = path.join(this.places.inbox, read.id);
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, MANIFEST_FILE), bytes);
    cpSync(payload, path.join(place, PAYLOAD_FILE));
    return read.id;
  }

  /** Lets the old program order the bundle at its next look, and close itself. */
  order(bundleId: string, change: Partial<Order> = {}): void {
    const order: Order = { format: 1, orderId: 'order-1', bundleId, failing: [], healthWithinMs: 10_000, dataFolder: this.dataFolder, at: Date.now() as EpochMs, trueAt: null, ...change };
    writeRecord(machineDisk, path.join(this.folder, 'order-wanted'), order);
  }

  state(): KeeperState | null {
    const reading = readRecord(machineDisk, this.places.state, keeperStateSchema);
    if (reading.kind === 'damaged') throw new Error('the state is damaged');
    return reading.kind === 'seen' ? reading.content : null;
  }

  /** Starts of a version so far. */
  runs(version: string): number {
    const file = path.join(this.folder, `runs-${version}`);
    return existsSync(file) ? readFileSync(file, 'utf8').length : 0;
  }

  versions(): string[] {
    return readdirSync(path.join(this.root, 'versions')).sort();
  }

  /** The version that whoever looks at the pointer would start: there whole, and one. */
  current(): string {
    const folder = readFileSync(path.join(this.root, 'current'), 'utf8');
    const place = path.join(this.root, 'versions', folder);
    if (!existsSync(path.join(place, '.whole'))) throw new Error(`the current version ${folder} is not whole`);
    return readFileSync(path.join(place, 'version'), 'utf8');
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
