// The station process: reads its settings, opens the store, serves the windows of its host until it is told to stop. Its two entries say what it may reach.

import path from 'node:path';
import { parseArgs } from 'node:util';
import { shellKindSchema } from '../../shared/contract/host.ts';
import { isTrainingStation } from '../../shared/domain/codes/training-station.ts';
import { startProgramLog } from '../link/program-log.ts';
import { readProgramVersion } from '../link/program-version.ts';
import { readMachineSettings, type MachineSettings } from '../link/settings.ts';
import { WrongSettings } from '../link/settings-file/problem.ts';
import type { Station } from './compose.ts';
import { systemClock } from './life/clock.ts';
import { openHostLink } from './life/host-link.ts';
import { createHostVault } from './life/keys/host-vault.ts';
import { fileVault } from './life/keys/vault.ts';
import { createHostPrinting } from './host-printing.ts';
import { startFailure } from './life/start-failure.ts';
import { startHealthFile } from './health-file.ts';
import { openStation } from './open-station.ts';
import type { Outside } from './outside.ts';
import { stationKeys } from './station-keys.ts';
import { Switchboard } from './switchboard.ts';

/** What tells the two entries apart. */
export interface ServedStation {
  readonly outside: Outside;
  /** Takes of the machine's settings what this station works by, and puts its folder in order before anything is opened. */
  readonly prepare: (settings: MachineSettings) => MachineSettings;
}

/** Runs until the host or the system ends it. */
export async function serveStation({ outside, prepare }: ServedStation): Promise<void> {
  const { values } = parseArgs({ options: { settings: { type: 'string' }, host: { type: 'string' }, pinned: { type: 'boolean' } }, strict: false });
  const shell = shellKindSchema.safeParse(values.host).data ?? null;
  const version = readProgramVersion(path.resolve(import.meta.dirname, '../../package.json'));
  const programLog = startProgramLog('station', { shell, version, node: process.versions.node, electron: process.versions['electron'] ?? null }, systemClock);
  const { log } = programLog;
  const link = openHostLink();
  const stopped = Promise.withResolvers<undefined>();

  process.on('unhandledRejection', (error) => log.error('station.unhandled', error));
  // Node's own last words quote what could not be parsed, and that can be somebody's. The host starts the station again.
  process.on('uncaughtException', (error) => {
    log.error('station.uncaught', error);
    programLog.lastWords();
    process.exit(70);
  });
  process.once('SIGTERM', () => stopped.resolve(undefined));
  // Ctrl-C in a terminal reaches the whole group; the host decides when the station ends.
  process.on('SIGINT', () => undefined);
  link.onClose(() => stopped.resolve(undefined));

  try {
    if (typeof values.settings !== 'string' || shell === null) throw new WrongSettings('--settings FILE and --host electron|standin|browser are needed');
    const settings = prepare(readMachineSettings(values.settings));
    programLog.keepIn(settings);
    const switchboard = new Switchboard();
    const late: { station: Station | null } = { station: null };
    const vaultOfHost = createHostVault((message) => link.send(message), systemClock);
    const printing = createHostPrinting((message) => link.send(message), systemClock);
    link.onClose(() => printing.lost());
    link.onMessage((message) => {
      if (message.kind === 'ping') link.send({ kind: 'pong' });
      else if (message.kind === 'stop') stopped.resolve(undefined);
      else if (message.kind === 'vault') vaultOfHost.hear(message);
      else if (message.kind === 'printing') printing.hear(message);
      else if (message.kind === 'resumed') late.station?.resumed();
      else switchboard.take(message);
    });
    await using station = await openStation({
      settings, outside,
      // What is tried in training changes nothing of the machine.
      ...(isTrainingStation(settings.profile.station) ? {} : { settingsFile: values.settings }),
      keys: stationKeys(settings, shell === 'browser' ? fileVault : await vaultOfHost.open()),
      host: { kind: shell, electronVersion: process.versions['electron'] ?? null, nodeVersion: process.versions.node },
      clock: systemClock,
      log,
      send: (clientId, text) => link.send({ kind: 'frame', clientId, text }),
      leave: () => link.send({ kind: 'leave' }),
      restart: () => link.send({ kind: 'restart' }),
      // A machine that was started for training only has nowhere else to go.
      ...(values.pinned === true ? {} : { train: (wanted: boolean) => link.send({ kind: 'training', wanted }) }),
      systemPrinter: outside.printer(printing),
      logState: () => programLog.state(),
    }, {
      onRecovery: (door) => {
        switchboard.serve(door);
        link.send({ kind: 'ready' });
      },
      onWaiting: (code) => link.send({ kind: 'waiting', code }),
      stopped: stopped.promise,
    });
    if (station !== null) {
      late.station = station;
      await using _health = startHealthFile({ dataFolder: settings.dataFolder, read: () => station.health(), clock: systemClock, log });
      switchboard.serve(station.door);
      log.info('station.ready', { node: process.versions.node, shell, electron: process.versions['electron'] ?? null, pid: process.pid });
      link.send({ kind: 'ready' });
      await stopped.promise;
    }
  } catch (error) {
    const { code, detail } = startFailure(error);
    log.error('station.failed', error, { code });
    link.send({ kind: 'failed', code, detail });
    process.exitCode = 1;
  } finally {
    link.close();
    await programLog[Symbol.asyncDispose]();
  }
}
