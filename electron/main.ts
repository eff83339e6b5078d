// Entry of the Electron shell: one instance, hardened switches, the built parts gathered, the shell started and ended.

import path from 'node:path';
import { parseArgs } from 'node:util';
import { app } from 'electron';
import { machinePlaces } from './link/machine-places.ts';
import { startProgramLog } from './link/program-log.ts';
import { readProgramVersion } from './link/program-version.ts';
import { readSettingsOf, updatesFolderOf, type SettingsReading } from './link/settings-reading.ts';
import { isOrder } from './link/tool-orders.ts';
import { endInOrder } from './shell/ending.ts';
import { announceScheme } from './shell/page-protocol.ts';
import { isPriedInto } from './shell/prying.ts';
import { runTool } from './shell/run-tool.ts';
import { startShell } from './shell/shell.ts';
import { systemClock } from './station/life/clock.ts';
import { noteFirst } from './update/first-note.ts';

const out = path.resolve(import.meta.dirname, '..');
/** Null in a stand-in, which must not pass for the real thing. */
const electron = process.versions['electron'] ?? null;
const facts = { shell: electron === null ? 'standin' : 'electron', version: readProgramVersion(path.join(out, '..', 'package.json')), electron, node: process.versions.node } as const;
const programLog = startProgramLog('shell', facts, systemClock);
const { log } = programLog;

// Electron's own answer to an error that nobody caught is a box over the kiosk that waits for a person.
process.on('uncaughtException', (error) => log.error('shell.uncaught', error)).on('unhandledRejection', (error) => log.error('shell.uncaught', error));

async function main(): Promise<void> {
  // A package has nothing but its own name before the words of the command line; a checkout has the folder as well.
  const { values } = parseArgs({ args: process.argv.slice(app.isPackaged ? 1 : 2), options: { settings: { type: 'string' }, training: { type: 'boolean' } }, strict: false });
  if (app.isPackaged && isPriedInto((name) => app.commandLine.hasSwitch(name))) return app.exit(1);
  if (isOrder(process.argv)) return await app.whenReady().then(() => runTool(path.join(out, 'tools', 'tool.js'), process.argv.slice(1)));
  if (!app.requestSingleInstanceLock()) return app.exit(0);
  app.enableSandbox();
  announceScheme();
  log.info('shell.started', { ...facts, packaged: app.isPackaged });
  const settingsFile = typeof values.settings === 'string' ? path.resolve(values.settings) : machinePlaces(process.platform, process.env).settings;
  const readSettings = (): SettingsReading => readSettingsOf(settingsFile, [app.getPath('userData')], programLog.keepIn);
  noteFirst({ folder: updatesFolderOf(readSettings()), version: facts.version, clock: systemClock, onFailure: (error) => log.error('update.life-not-noted', error) });
  await app.whenReady();
  const ending = endInOrder(log);
  const shell = startShell({
    facts, readSettings,
    station: path.join(out, 'station', 'station.js'),
    pages: path.join(out, 'renderer'),
    preload: path.join(out, 'preload', 'preload.cjs'),
    log,
    isForTraining: values.training === true,
    quit: ending.quit,
  });
  ending.of(shell);
  app.on('second-instance', () => shell.focus());
}

main().catch((error: unknown) => {
  log.error('shell.failed', error);
  programLog.lastWords();
  app.exit(1);
});
