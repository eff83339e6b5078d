// The kiosk's sessions run for real: openbox on two displays of an X server without a screen, and cage without a screen. Keys and clicks find nothing but the program, and the session ends with it.

import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { root as repository, run } from '../../../build/checks/spawn.ts';
import { ensureTools } from '../../../build/setup/system-tools.ts';
import { startXServer } from '../../../build/setup/x-display.ts';
import { must } from '../../../shared/base/must.ts';

const files = path.join(repository, 'resources/lockdown/linux/files');
const DEADLINE = { timeout: 20_000, interval: 100 };

let hasTools = false;
let folder = '';
const started: ChildProcess[] = [];
beforeAll(async () => {
  hasTools = await ensureTools(['Xorg', 'openbox', 'xdotool', 'xrandr', 'xset', 'setxkbmap', 'xwininfo', 'xterm', 'cage', 'Xwayland', 'foot', 'grim']);
}, 600_000);
beforeEach(() => {
  expect(hasTools, 'openbox, cage and an X server without a screen are needed').toBe(true);
  folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-session-'));
  chmodSync(folder, 0o777);
});
afterEach(async () => {
  for (const child of started.splice(0).toReversed()) {
    const ended = child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

function start(file: string, args: readonly string[], env: Readonly<Record<string, string>>): { readonly child: ChildProcess; readonly said: () => string } {
  const child = spawn(file, args, { env: { ...process.env, HOME: folder, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr, child.stdio[3]]) stream?.on('data', (text: Buffer) => (said += text.toString()));
  return { child, said: () => said };
}

/** The session's script as it is installed, with a program of the test's. */
function installed(name: 'cage-session.sh' | 'openbox-session.sh', program: string): string {
  const file = path.join(folder, 'session');
  const own = path.join(folder, 'program');
  writeFileSync(own, `#!/bin/sh\n${program}\n`, { mode: 0o755 });
  const text = readFileSync(path.join(files, name), 'utf8').replace('@PROGRAM@', own).replace('/usr/lib/mot-cua-kiosk/openbox-rc.xml', path.join(files, 'openbox-rc.xml'));
  writeFileSync(file, text, { mode: 0o755 });
  return file;
}

const read = (name: string): string => (existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), 'utf8') : '');

it('under openbox each window fills its display, no chord and no click brings anything else up, and all of them reach the program', async () => {
  await using server = must(await startXServer(), 'an X server starts');
  const env = { DISPLAY: server.name };
  const x = async (...args: readonly string[]): Promise<string> => (await run('xdotool', args, { env })).out.trim();
  const windows = async (): Promise<readonly string[]> => [...(await run('xwininfo', ['-root', '-tree'], { env })).out.matchAll(/"([^"]+)".* (\d+x\d+)\+\d+\+\d+ {2}\+(\d+)\+(\d+)/gu)].map(([, name, size, left, top]) => `${name} ${size} at ${left},${top}`).filter((line) => /^(kiosk|board) /u.test(line));
  const session = start(installed('openbox-session.sh', `xev -name board -geometry 1920x1080+1920+0 >/dev/null & exec xterm -T kiosk -fullscreen -e sh -c 'stty raw -echo; exec cat >${folder}/keys'`), [], env);
  await vi.waitFor(async () => expect((await windows()).toSorted()).toEqual(['board 1920x1080 at 1920,0', 'kiosk 1920x1080 at 0,0']), DEADLINE);
  await x('search', '--name', '^kiosk$', 'windowfocus', '--sync');
  const before = (await run('xwininfo', ['-root', '-tree'], { env })).out;
  for (const chord of ['alt+F4', 'alt+Tab', 'super', 'super+e', 'super+r', 'ctrl+Escape', 'ctrl+alt+Delete', 'ctrl+alt+BackSpace', 'ctrl+alt+F2', 'alt+space', 'F11']) await x('key', chord);
  for (const button of ['1', '2', '3', '4', '5']) await x('mousemove', '2800', '300', 'click', button);
  await x('search', '--name', '^kiosk$', 'windowfocus', '--sync', 'key', 'z');
  await vi.waitFor(() => expect(read('keys')).toContain('z'), DEADLINE);
  // Alt + F4 and F11 as a terminal is told of them: they came to the program.
  expect(read('keys')).toContain('\u{1B}[23~');
  const tree = (text: string): readonly string[] => [...text.matchAll(/^ +0x\S+ .*$/gmu)].map(([line]) => line.trim());
  expect(tree((await run('xwininfo', ['-root', '-tree'], { env })).out)).toEqual(tree(before));
  expect((await run('xset', ['q'], { env })).out).toMatch(/timeout: +0 /u);
  await x('search', '--name', '^kiosk$', 'windowkill');
  await vi.waitFor(() => expect(session.child.exitCode).toBe(0), DEADLINE);
});

it('cage refuses to run as root, shows the program alone under Wayland, and ends with it', async () => {
  const program = `exec foot --title=kiosk sh -c 'env >${folder}/environment; while [ ! -e ${folder}/stop ]; do sleep 0.2; done'`;
  const session = installed('cage-session.sh', program);
  const runtime = path.join(folder, 'run');
  mkdirSync(runtime, { mode: 0o777 });
  chmodSync(runtime, 0o777);
  const env = { XDG_RUNTIME_DIR: runtime, WLR_BACKENDS: 'headless', WLR_LIBINPUT_NO_DEVICES: '1', WLR_RENDERER: 'pixman', DISPLAY: '' };
  const isRoot = process.getuid?.() === 0;
  if (isRoot) expect((await run(session, [], { env })).code).toBe(1);
  const kiosk = isRoot ? start('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', session], env) : start(session, [], env);
  await vi.waitFor(() => expect(read('environment'), kiosk.said().slice(-500)).toContain('XDG_SESSION_TYPE=wayland'), DEADLINE);
  const socket = /^WAYLAND_DISPLAY=(.+)$/mu.exec(read('environment'))?.[1] ?? '';
  await vi.waitFor(async () => expect((await run('grim', [path.join(folder, 'screen.png')], { env: { ...env, WAYLAND_DISPLAY: socket } })).code).toBe(0), DEADLINE);
  writeFileSync(path.join(folder, 'stop'), '');
  await vi.waitFor(() => expect(kiosk.child.exitCode).toBe(0), DEADLINE);
});
