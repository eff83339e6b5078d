// The processes of the peers that a push is measured against: their packages, which are no part of the program, and what they say.

import { fork, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { root } from '../../build/checks/spawn.ts';
import { must } from '../../shared/base/must.ts';

const folderOfPeers = path.join(root, 'tests', 'bench', 'peers');
const saidSchema = z.union([z.object({ port: z.int() }), z.object({ kind: z.literal('pushed'), written: z.int(), failures: z.int(), seconds: z.number() }), z.object({ kind: z.literal('polled') })]);
type Said = z.infer<typeof saidSchema>;

/** Installs the peers' packages, once: they are no part of the program. Throws in npm's words. */
export async function installPeers(): Promise<void> {
  if (['pouchdb', 'rxdb'].every((name) => existsSync(path.join(folderOfPeers, 'node_modules', name)))) return;
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { cwd: folderOfPeers, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  const code = await new Promise<number | null>((resolve) => void npm.once('exit', resolve));
  if (code !== 0) throw new Error(`npm ci of the peers failed (${String(code)})`);
}

/** A peer at work; each of its lines is one answer. */
export interface Peer extends AsyncDisposable {
  next(): Promise<Said>;
  goOn(): void;
}

/** Starts one of the scripts in tests/bench/peers. */
export function startPeer(script: string, argv: readonly string[]): Peer {
  const child = fork(path.join(folderOfPeers, script), argv, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });
  const words: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => void words.push(text));
  const said: Said[] = [];
  const waiting: ((said: Said) => void)[] = [];
  createInterface({ input: must(child.stdout, 'it was asked for') }).on('line', (line) => {
    // What a library says of itself is no figure.
    if (!line.startsWith('{"')) return;
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
