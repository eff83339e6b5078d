// Two displays that can be unplugged, on a machine that has none: Xorg with its dummy driver, alone for the kiosk's sessions, and with a window manager for the shell's specs.

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { run } from '../checks/spawn.ts';
import { findChromium } from './chromium.ts';

const programs = ['/usr/bin/Xorg', '/usr/bin/xrandr', '/usr/bin/openbox', '/usr/lib/xorg/modules/drivers/dummy_drv.so'];
const packages = ['chromium', 'xserver-xorg-core', 'xserver-xorg-video-dummy', 'x11-xserver-utils', 'openbox'];

const settings = `Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "dummy"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-200
  Modeline "1920x1080" 148.50 1920 2008 2052 2200 1080 1084 1089 1125
EndSection
Section "Screen"
  Identifier "screen"
  Device "dummy"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1920x1080"
    Virtual 3840 1080
  EndSubSection
EndSection
`;

/** The displays while they are there. */
export interface XDisplay extends AsyncDisposable {
  /** Value of DISPLAY. */
  readonly name: string;
  /** A Chromium that can show windows on it. */
  readonly chromium: string;
}

/** Starts them, installing what is missing where that is possible; or says why there are none. */
export async function startXDisplay(): Promise<XDisplay | { readonly why: string }> {
  if (process.platform !== 'linux') return { why: `Xorg’s dummy driver is for Linux, and this is ${process.platform}` };
  if (process.getuid?.() !== 0) return { why: 'Xorg takes a configuration of its own from root alone' };
  let chromium = await findChromium('windowed');
  if (chromium === undefined || !programs.every((file) => existsSync(file))) {
    process.stderr.write('Installing an X server with two displays, and Chromium …\n');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-q'], { env });
    const installed = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
    chromium = await findChromium('windowed');
    if (chromium === undefined || !programs.every((file) => existsSync(file))) return { why: `${packages.join(', ')} could not be installed: ${installed.err.trim().split('\n').at(-1) ?? ''}` };
  }
  await using undo = new AsyncDisposableStack();
  const server = await startXServer();
  if (server === null) return { why: 'Xorg did not start' };
  undo.use(server);
  const manager = spawn('openbox', [], { stdio: 'ignore', env: { ...process.env, DISPLAY: server.name } });
  undo.defer(() => end(manager));
  const kept = undo.move();
  return { name: server.name, chromium, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** The server alone, with two displays of 1920 by 1080 pixels side by side, where its programs are installed; null where it does not start. `name` is the value of DISPLAY. */
export async function startXServer(): Promise<(AsyncDisposable & { readonly name: string }) | null> {
  await using undo = new AsyncDisposableStack();
  const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-x-'));
  undo.defer(() => rm(folder, { recursive: true, force: true }));
  const config = path.join(folder, 'xorg.conf');
  await writeFile(config, settings);
  const server = spawn('Xorg', ['-noreset', '-nolisten', 'tcp', '-config', config, '-logfile', path.join(folder, 'log'), '-displayfd', '3'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  undo.defer(() => end(server));
  const name = await displayName(server);
  if (name === null) return null;
  await run('xrandr', ['--addmode', 'DUMMY1', '1920x1080'], { env: { DISPLAY: name } });
  await plugSecond(name);
  const kept = undo.move();
  return { name, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** Plugs the second display in, to the right of the first. */
export async function plugSecond(display: string): Promise<void> {
  await change(display, ['--output', 'DUMMY1', '--mode', '1920x1080', '--right-of', 'DUMMY0']);
}

/** Pulls the second display out. */
export async function unplugSecond(display: string): Promise<void> {
  await change(display, ['--output', 'DUMMY1', '--off']);
}

async function change(display: string, args: readonly string[]): Promise<void> {
  const env = { DISPLAY: display };
  const changed = await run('xrandr', args, { env });
  if (changed.code !== 0) throw new Error(`xrandr ${args.join(' ')}: ${changed.err}`);
  // Asked once more for everything: without it, programs go on seeing the output as it was.
  await run('xrandr', [], { env });
}

function displayName(server: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    const out = server.stdio[3] as Readable;
    out.setEncoding('utf8').once('data', (text: string) => resolve(`:${text.trim()}`));
    server.once('error', () => resolve(null));
    server.once('exit', () => resolve(null));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
