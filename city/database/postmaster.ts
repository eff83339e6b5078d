// One run of a PostgreSQL server process: from its start to its end, which comes only once.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { must } from '../../shared/base/must.ts';
import type { CityClock } from '../clock.ts';
import type { Binaries } from './binaries.ts';
import { localUrl, programEnvironment } from './cluster.ts';
import type { DatabasePlace } from './place.ts';
import type { SystemUser } from './system-user.ts';

export interface PostmasterSettings {
  readonly place: DatabasePlace;
  readonly binaries: Binaries;
  readonly password: string;
  readonly port: number;
  readonly clock: CityClock;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Thrown when the server ended before it took a connection; the message is the last line of its own log. */
export class PostmasterEnded extends Error {
  override readonly name = 'PostmasterEnded';
  readonly code = 'database.start-failed';
}

const START_MS = 60_000;
const FAST_MS = 20_000;

/** Durable for what is acknowledged, open to this machine only, and with no value of a row or a statement in the server's own log. */
const SERVER_SETTINGS = [
  'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=on', 'synchronous_commit=on', 'full_page_writes=on', 'max_connections=60',
  'log_error_verbosity=terse', 'log_min_error_statement=panic', 'log_parameter_max_length_on_error=0', 'log_min_messages=warning', 'log_timezone=UTC',
];

/** Ends the server cleanly when this process dies without a word: the pipe to it closes then. Null where there is no such shell. */
function tether(pid: number, user: SystemUser | undefined): ChildProcess | null {
  if (process.platform === 'win32') return null;
  return spawn('/bin/sh', ['-c', 'trap "" INT TERM HUP; read -r line; kill -INT "$1"', 'sh', String(pid)], {
    ...user, cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'], env: {},
  });
}

async function answers(settings: PostmasterSettings): Promise<boolean> {
  const client = new pg.Client({ connectionString: localUrl(settings.password, settings.port), connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

async function lastLine(file: string): Promise<string> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).trimEnd().split('\n');
  return lines.findLast((line) => line.includes('FATAL')) ?? lines.at(-1) ?? '';
}

/** A running server process. */
export class Postmaster {
  readonly settings: PostmasterSettings;
  readonly pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;
  readonly #tether: ChildProcess | null;

  private constructor(settings: PostmasterSettings, child: ChildProcess, pid: number) {
    this.settings = settings;
    this.#child = child;
    this.pid = pid;
    this.#tether = tether(pid, settings.place.user);
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.#tether?.kill('SIGKILL');
        resolve({ code, signal });
      });
    });
  }

  /** Starts the process and waits until it takes connections; throws `PostmasterEnded` when it ends before that, or when `signal` stops the wait. */
  static async start(settings: PostmasterSettings, signal?: AbortSignal): Promise<Postmaster> {
    const { place, binaries, port, clock } = settings;
    const logFile = join(place.folder, 'postgres.log');
    await rename(logFile, `${logFile}.1`).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    });
    await using log = await open(logFile, 'a', 0o600);
    const child = spawn(binaries.postgres, ['-D', place.cluster, '-p', String(port), ...SERVER_SETTINGS.flatMap((setting) => ['-c', setting])], {
      ...place.user,
      cwd: place.folder,
      env: programEnvironment(),
      // A group of its own: Ctrl-C is for the gateway, which ends the server after its own work.
      detached: process.platform !== 'win32',
      stdio: ['ignore', log.fd, log.fd],
    });
    await once(child, 'spawn');
    const postmaster = new Postmaster(settings, child, must(child.pid, 'a spawned process has an id'));
    let isOver = false;
    void postmaster.ended.then(() => (isOver = true));
    const deadline = clock.monotonic() + START_MS;
    while (!(await answers(settings))) {
      if (isOver) throw new PostmasterEnded(await lastLine(logFile));
      if (signal?.aborted === true || clock.monotonic() > deadline) {
        await postmaster.stop();
        throw new PostmasterEnded('the server did not take connections in time');
      }
      await clock.pause(25, signal);
    }
    return postmaster;
  }

  /** Fast shutdown: open transactions are rolled back, everything committed is on the disk. Harder means only when that hangs. */
  async stop(): Promise<void> {
    this.#tether?.kill('SIGKILL');
    await this.#ask('SIGINT', 'fast');
    if (await this.#endsWithin(FAST_MS)) return;
    await this.#ask('SIGQUIT', 'immediate');
    if (await this.#endsWithin(FAST_MS)) return;
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  async #ask(signal: NodeJS.Signals, mode: string): Promise<void> {
    if (process.platform !== 'win32') {
      this.#child.kill(signal);
      return;
    }
    const asked = spawn(this.settings.binaries.pg_ctl, ['stop', '-D', this.settings.place.cluster, '-m', mode, '-W'], { stdio: 'ignore' });
    await once(asked, 'exit');
  }

  async #endsWithin(ms: number): Promise<boolean> {
    const over = new AbortController();
    const inTime = await Promise.race([this.ended.then(() => true), this.settings.clock.pause(ms, over.signal).then(() => false)]);
    over.abort();
    return inTime;
  }
}
