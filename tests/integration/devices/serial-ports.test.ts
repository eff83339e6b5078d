// Serial ports that are there: a reader whose codes come in pieces and whose far side hangs up, one that this account may not open, one that another program holds.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ensureTools } from '../../../build/setup/system-tools.ts';
import { SerialReader } from '../../../electron/station/devices/reader-serial/serial-reader.ts';
import type { SerialSettings } from '../../../electron/station/devices/serial/line.ts';
import { openSerial } from '../../../electron/station/devices/serial/serial-port.ts';
import { SharedLines } from '../../../electron/station/devices/serial/shared-lines.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { opened, startPtyPair, type PtyPair } from '../../lab/pty-pair.ts';

const DEADLINE = { timeout: 30_000, interval: 20 };
/** Asks the system to give the port to nobody else (TIOCEXCL), says so and keeps it. */
const HOLD = 'open(my $port, "+<", $ARGV[0]) or die; ioctl($port, 0x540C, 0) or die; $| = 1; print "held"; sleep 600;';
const NOBODY = 65_534;

let parts: AsyncDisposableStack;
let pair: PtyPair;
let settings: SerialSettings;
beforeAll(async () => expect(await ensureTools(['socat', 'perl']), 'socat and perl are needed').toBe(true), 300_000);
beforeEach(async () => {
  parts = new AsyncDisposableStack();
  const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-ports-'));
  parts.defer(async () => await rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  pair = parts.use(await startPtyPair(folder));
  settings = { path: pair.ours, baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1, flow: 'none' };
});
afterEach(async () => await parts.disposeAsync());

const tryOpen = async (): Promise<unknown> => {
  const line = await openSerial(settings, systemClock, new AbortController().signal);
  if (typeof line !== 'string') await line[Symbol.asyncDispose]();
  return typeof line === 'string' ? line : 'opened';
};

/** Root may open everything: works as a user without any rights. */
async function asNobody<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0 || process.getgroups === undefined) return await work();
  const groups = process.getgroups();
  process.setgroups?.([]);
  process.setegid?.(NOBODY);
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
    process.setgroups?.(groups);
  }
}

test('a card in pieces arrives whole, the hang-up ends the half of one that came, and the reader is back with its converter', async () => {
  const lines = parts.use(new SharedLines({ reader: { kind: 'serial', ...settings } }, systemClock));
  const reader = parts.use(new SerialReader(lines.of('reader'), { end: 'cr', prefix: '' }, systemClock, 600_000));
  const heard: string[] = [];
  reader.onPayload((bytes, { session, sequence }) => heard.push(`${session}.${sequence} ${Buffer.from(bytes).toString('utf8')}`));
  reader.onRefused((code) => heard.push(code));
  let bytes = 0;
  lines.of('reader').onData((piece) => (bytes += piece.length));
  const card = Buffer.from('001185000012|012345678|Nguyễn Thị Hồng Ánh|15031985|Nữ|Thôn Đa Chất|10052021');
  for (const session of [1, 2]) {
    await vi.waitFor(() => expect(reader.state().kind).toBe('ready'), DEADLINE);
    await using peer = await pair.openPeer();
    // Byte by byte: letters are torn apart between one read and the next.
    for (const byte of card) await peer.write(Uint8Array.of(byte));
    await peer.write('\r');
    await vi.waitFor(() => expect(heard).toEqual([`${session}.1 ${card.toString('utf8')}`]), DEADLINE);
    await peer.write(card.subarray(0, 30));
    // Before that the half of a card is still in the cable.
    await vi.waitFor(() => expect(bytes).toBe(card.length + 31), DEADLINE);
    await pair.unplug();
    await vi.waitFor(() => expect([reader.state().code, heard.slice(1)]).toEqual(['reader.absent', ['card.torn']]), DEADLINE);
    [heard.length, bytes] = [0, 0];
    if (session === 1) await pair.plug();
  }
});

test('a port without rights, one that another program holds, and one that is free are told apart', async () => {
  // Once before, so that the library is loaded while everything may be read.
  await opened(await openSerial(settings, systemClock, new AbortController().signal))[Symbol.asyncDispose]();
  const port = await realpath(pair.ours);
  await chmod(port, 0);
  expect(await asNobody(tryOpen)).toBe('no-permission');
  await chmod(port, 0o666);
  expect(await asNobody(tryOpen)).toBe('opened');
  const holder = spawn('perl', ['-e', HOLD, port], { stdio: ['ignore', 'pipe', 'inherit'] });
  parts.defer(() => void holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  expect(await asNobody(tryOpen)).toBe('in-use');
});
