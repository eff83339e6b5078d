// A sound server without a loudspeaker: PulseAudio with sinks that play into nothing, and recordings of what they were given.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../build/checks/spawn.ts';
import { must } from '../../shared/base/must.ts';
import { until } from '../integration/city/city-under-test.ts';

/** Samples a second of recordings. */
export const RECORD_RATE = 22_050;

/** A running sound server. */
export interface Pulse extends AsyncDisposable {
  /** What programs need in their environment to play here. */
  readonly env: Readonly<Record<string, string>>;
  /** Plugs a sink in; `label` is the name under which programs know it. The answer pulls it out. */
  plug(sink: string, label: string): Promise<() => Promise<void>>;
  /** Records what a sink plays until stopped; the answer is mono, 16 bits. */
  record(sink: string): Promise<Recording>;
}

interface Recording {
  /** Stops after so many more seconds of recording: what a program has played is still on its way. */
  stop(afterSeconds?: number): Promise<Int16Array>;
}

/** Starts one, in which `hall` is the sink that is taken where nobody chooses. */
export async function startPulse(): Promise<Pulse> {
  await using undo = new AsyncDisposableStack();
  const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-pulse-'));
  undo.defer(() => rmSync(folder, { recursive: true, force: true }));
  const socket = path.join(folder, 'socket');
  const env = { PULSE_SERVER: `unix:${socket}`, PULSE_RUNTIME_PATH: folder, XDG_RUNTIME_DIR: folder, HOME: folder };
  const load = (module: string): string[] => ['-L', module];
  const server = spawn('pulseaudio', ['-n', '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no', '--disable-shm=yes', ...load(`module-native-protocol-unix auth-anonymous=1 socket=${socket}`), ...load(sinkOf('hall', 'Loa_chung'))], { stdio: 'ignore', env: { ...process.env, ...env } });
  undo.defer(() => end(server));
  await until('the sound server', async () => (await run('pactl', ['info'], { env })).code === 0, 30_000);
  const kept = undo.move();
  return {
    env,
    plug: async (sink, label) => {
      const { code, out, err } = await run('pactl', ['load-module', ...sinkOf(sink, label).split(' ')], { env });
      if (code !== 0) throw new Error(`pactl: ${err}`);
      return async () => {
        await run('pactl', ['unload-module', out.trim()], { env });
      };
    },
    record: async (sink) => {
      const pieces: Buffer[] = [];
      const recorder = spawn('parec', [`--device=${sink}.monitor`, '--format=s16le', `--rate=${RECORD_RATE}`, '--channels=1', '--latency-msec=50'], { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env } });
      must(recorder.stdout, 'parec writes to us').on('data', (piece: Buffer) => pieces.push(piece));
      const bytes = (): number => pieces.reduce((sum, piece) => sum + piece.length, 0);
      // Silence is recorded too: from now on nothing is missed.
      await until('the recorder', () => bytes() > 0, 20_000);
      return {
        stop: async (afterSeconds = 0) => {
          const enough = bytes() + afterSeconds * RECORD_RATE * 2;
          await until('the rest of the recording', () => bytes() >= enough, 60_000);
          await end(recorder);
          const all = Buffer.concat(pieces);
          return new Int16Array(all.buffer.slice(all.byteOffset, all.byteOffset + all.length - (all.length % 2)));
        },
      };
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

function sinkOf(sink: string, label: string): string {
  return `module-null-sink sink_name=${sink} sink_properties=device.description=${label} rate=44100 channels=2`;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Loudness over time: the root of the mean of squares of each 20 ms. */
export function envelope(samples: Int16Array): Float64Array {
  const step = RECORD_RATE / 50;
  return Float64Array.from({ length: Math.floor(samples.length / step) }, (_, index) => {
    const piece = samples.subarray(Math.round(index * step), Math.round((index + 1) * step));
    return Math.sqrt(piece.reduce((sum, sample) => sum + sample * sample, 0) / piece.length);
  });
}

/** Where in `long` the course of `short` is found best, in steps of 20 ms, and how well (1 is the same course). */
export function findIn(long: Float64Array, short: Float64Array): { readonly at: number; readonly match: number } {
  let best = { at: 0, match: -1 };
  for (let at = 0; at + short.length <= long.length; at += 1) {
    const match = likeness(long.subarray(at, at + short.length), short);
    if (match > best.match) best = { at, match };
  }
  return best;
}

function likeness(one: Float64Array, other: Float64Array): number {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ours, theirs] = [mean(one), mean(other)];
  let [both, first, second] = [0, 0, 0];
  for (const [index, value] of one.entries()) {
    const [a, b] = [value - ours, (other[index] ?? 0) - theirs];
    both += a * b;
    first += a * a;
    second += b * b;
  }
  return first === 0 || second === 0 ? 0 : both / Math.sqrt(first * second);
}
