// Starts one of our own processes, waits for the JSON line with which it says that it is up, and ends it in good order.

import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import { must } from '../../shared/base/must.ts';

/** Longest wait for a process to say that it is up, and to end after being asked, in ms. */
const START_MS = 60_000;
const STOP_MS = 15_000;

/** A process that is up, and what it said. */
export interface Running<Said> extends AsyncDisposable {
  readonly said: Said;
  readonly child: ChildProcess;
  /** Resolves with a description when it ends by itself or by us. */
  readonly ended: Promise<string>;
}

export interface LineProcess<Said extends z.ZodType> {
  readonly name: string;
  /** A TypeScript entry, run by this very Node. */
  readonly entry: string;
  readonly argv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly says: Said;
  /** Lines of its standard error, one by one. */
  readonly onLog?: (line: string) => void;
}

/** Starts it in a process group of its own (Ctrl-C reaches us only; we end the others in order). Throws when it ends or stays silent before its line. */
export async function startLineProcess<Said extends z.ZodType>(wanted: LineProcess<Said>): Promise<Running<z.output<Said>>> {
  const child = spawn(process.execPath, [wanted.entry, ...(wanted.argv ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...wanted.env },
    detached: process.platform !== 'win32',
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${String(code)}`));
    child.once('error', (error) => resolve(error.message));
  });
  const lastLines: string[] = [];
  createInterface({ input: must(child.stderr, 'it was asked for') }).on('line', (line) => {
    lastLines.push(line);
    if (lastLines.length > 20) lastLines.shift();
    wanted.onLog?.(line);
  });
  const said = Promise.withResolvers<z.output<Said>>();
  createInterface({ input: must(child.stdout, 'it was asked for') }).on('line', (line) => {
    const parsed = wanted.says.safeParse(parseJson(line));
    if (parsed.success) said.resolve(parsed.data);
    else wanted.onLog?.(line);
  });
  const late = setTimeout(() => said.reject(new Error(`${wanted.name} said nothing for ${START_MS / 1000} s`)), START_MS);
  void ended.then((how) => said.reject(new Error(`${wanted.name} ended before it was up (${how})\n${lastLines.join('\n')}`)));
  try {
    return { said: await said.promise, child, ended, [Symbol.asyncDispose]: () => stop(child, ended) };
  } catch (error) {
    await stop(child, ended);
    throw error;
  } finally {
    clearTimeout(late);
  }
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(killer);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
