// PouchDB over LevelDB pushing to express-pouchdb over LevelDB: the peer that a push is compared with, on the same documents and the same machine. Neither of its ends syncs to the disk.

import { fork, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { root } from '../../build/checks/spawn.ts';
import { must } from '../../shared/base/must.ts';
import type { OpenedDossier } from '../../shared/wire/dossier-events.ts';
import { FaultProxy } from '../morning/fault-proxy.ts';
import { Chance } from '../morning/chance.ts';

const folderOfPeers = path.join(root, 'tests', 'bench', 'peers');
const saidSchema = z.union([z.object({ port: z.int() }), z.object({ kind: z.literal('pushed'), written: z.int(), failures: z.int(), seconds: z.number() }), z.object({ kind: z.literal('polled') })]);
type Said = z.infer<typeof saidSchema>;

/** What one round of the peer came to. Bytes are those of its client on TCP. */
export interface PouchRound {
  readonly rowsPerSecond: number;
  readonly bytesPerRow: number;
  /** A pull with nothing new, both ways together. */
  readonly pollBytes: number;
}

/** Installs the peers' packages, once: they are no part of the program. Throws in npm's words. */
export async function installPeers(): Promise<void> {
  if (existsSync(path.join(folderOfPeers, 'node_modules', 'pouchdb'))) return;
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { cwd: folderOfPeers, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  const code = await new Promise<number | null>((resolve) => void npm.once('exit', resolve));
  if (code !== 0) throw new Error(`npm ci of the peers failed (${String(code)})`);
}

/** One round: documents into a new local database, then the measured push, then a pull with nothing new. */
export async function pouchRound(folder: string, documents: readonly OpenedDossier[], batch: number): Promise<PouchRound> {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'documents.json');
  writeFileSync(file, JSON.stringify(documents.map((document) => ({ _id: document.dossierId, ...document }))));
  await using parts = new AsyncDisposableStack();
  const server = parts.use(start('pouch-server.mjs', [path.join(folder, 'server')]));
  const { port } = z.object({ port: z.int() }).parse(await server.next());
  const line = parts.use(await FaultProxy.start(new Chance(1), { resetChance: 0, resetWithinBytes: 1 }));
  line.leadTo(port);
  const client = parts.use(start('pouch-client.mjs', [path.join(folder, 'client'), file, `http://127.0.0.1:${line.port}/documents`, String(batch)]));
  const pushed = await client.next();
  if (!('kind' in pushed) || pushed.kind !== 'pushed' || pushed.written !== documents.length || pushed.failures > 0) throw new Error(`the peer did not push everything: ${JSON.stringify(pushed)}`);
  const pushedBytes = line.bytesSent;
  await client.next();
  const before = line.bytesSent + line.bytesReceived;
  client.goOn();
  await client.next();
  return { rowsPerSecond: documents.length / pushed.seconds, bytesPerRow: pushedBytes / documents.length, pollBytes: line.bytesSent + line.bytesReceived - before };
}

interface Peer extends AsyncDisposable {
  next(): Promise<Said>;
  goOn(): void;
}

function start(script: string, argv: readonly string[]): Peer {
  const child = fork(path.join(folderOfPeers, script), argv, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });
  const words: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => void words.push(text));
  const said: Said[] = [];
  const waiting: ((said: Said) => void)[] = [];
  createInterface({ input: must(child.stdout, 'it was asked for') }).on('line', (line) => {
    const one = saidSchema.parse(JSON.parse(line));
    const wait = waiting.shift();
    if (wait === undefined) said.push(one);
    else wait(one);
  });
  const ended = new Promise<string>((resolve) => void child.once('exit', (code, signal) => resolve(signal ?? `code ${String(code)}`)));
  return {
    next: () => {
      const known = said.shift();
      if (known !== undefined) return Promise.resolve(known);
      return Promise.race([new Promise<Said>((resolve) => void waiting.push(resolve)), ended.then((how): never => { throw new Error(`${script} ended (${how}): ${words.join('')}`); })]);
    },
    goOn: () => void child.send('go on'),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
