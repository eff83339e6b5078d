// Entry of the Electron shell: one instance, hardened switches, the built parts gathered, the shell started and ended.

import path from 'node:path';
import { parseArgs } from 'node:util';
import { app } from 'electron';
import { readProgramVersion } from './link/program-version.ts';
import { readSettingsOf } from './link/settings-reading.ts';
import { announceScheme } from './shell/page-protocol.ts';
import { startShell } from './shell/shell.ts';
import { systemClock } from './station/life/clock.ts';
import { createLog } from './station/life/log.ts';

const log = createLog(
  'shell',
  () => systemClock.now(),
  (line) => process.stderr.write(line),
);
const out = path.resolve(import.meta.dirname, '..');
/** Null in a stand-in, which must not pass for the real thing. */
const electron = process.versions['electron'] ?? null;

/** Switches that would let somebody at the keyboard look into a packaged app. */
const prying = ['inspect', 'inspect-brk', 'remote-debugging-port', 'remote-debugging-pipe'];

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { settings: { type: 'string' } }, strict: false });
  if (app.isPackaged && prying.some((name) => app.commandLine.hasSwitch(name))) return app.exit(1);
  if (!app.requestSingleInstanceLock()) return app.exit(0);
  app.enableSandbox();
  announceScheme();
  await app.whenReady();
  const settingsFile =
    typeof values.settings === 'string' ? path.resolve(values.settings) : path.join(app.getPath('userData'), 'settings.json');
  const shell = startShell({
    facts: { shell: electron === null ? 'standin' : 'electron', version: readProgramVersion(path.join(out, '..', 'package.json')), electron, node: process.versions.node },
    readSettings: () => readSettingsOf(settingsFile),
    station: path.join(out, 'station', 'station.js'),
    pages: path.join(out, 'renderer'),
    preload: path.join(out, 'preload', 'preload.cjs'),
    log,
  });
  app.on('second-instance', () => {
    shell.focus();
  });
  const quit = (): void => {
    shell[Symbol.asyncDispose]().then(
      () => app.exit(0),
      () => app.exit(1),
    );
  };
  app.on('window-all-closed', quit);
  process.once('SIGINT', quit).once('SIGTERM', quit);
}

main().catch((error: unknown) => {
  log.error('shell.failed', error);
  app.exit(1);
});
