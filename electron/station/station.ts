// Entry of the station process: reads its settings, opens the store, serves the windows of its host until it is told to stop.

import { parseArgs } from 'node:util';
import { readMachineSettings, WrongSettings } from '../link/settings.ts';
import { compose, type Station } from './compose.ts';
import { systemClock } from './life/clock.ts';
import { createLog } from './life/log.ts';
import { openHostLink } from './life/host-link.ts';
import { fileVault } from './life/keys/vault.ts';
import { startFailure } from './life/start-failure.ts';
import { stationKeys } from './station-keys.ts';

const log = createLog('station', systemClock.now, (line) => process.stderr.write(line));
const link = openHostLink();
const stopped = Promise.withResolvers<undefined>();

process.on('unhandledRejection', (error) => log.error('station.unhandled', error));
// Node's own last words quote what could not be parsed, and that can be somebody's. The host starts the station again.
process.on('uncaughtException', (error) => {
  log.error('station.uncaught', error);
  process.exit(70);
});
process.once('SIGTERM', () => stopped.resolve(undefined));
// Ctrl-C in a terminal reaches the whole group; the host decides when the station ends.
process.on('SIGINT', () => undefined);
link.onClose(() => stopped.resolve(undefined));

try {
  const { values } = parseArgs({ options: { settings: { type: 'string' }, host: { type: 'string' } } });
  if (values.settings === undefined || (values.host !== 'browser' && values.host !== 'electron')) throw new WrongSettings('--settings FILE and --host browser|electron are needed');
  const settings = readMachineSettings(values.settings);
  await using station: Station = await compose({
    settings,
    keys: stationKeys(settings, fileVault),
    host: { kind: values.host, electronVersion: process.versions['electron'] ?? null, nodeVersion: process.versions.node },
    clock: systemClock,
    log,
    send: (clientId, text) => link.send({ kind: 'frame', clientId, text }),
  });
  link.onMessage((message) => {
    if (message.kind === 'open') station.door.open(message.clientId, message.caller);
    else if (message.kind === 'frame') void station.door.receive(message.clientId, message.text);
    else if (message.kind === 'close') station.door.close(message.clientId);
    else if (message.kind === 'ping') link.send({ kind: 'pong' });
    else stopped.resolve(undefined);
  });
  log.info('station.ready', { node: process.versions.node, host: values.host, pid: process.pid });
  link.send({ kind: 'ready' });
  await stopped.promise;
} catch (error) {
  const { code, detail } = startFailure(error);
  log.error('station.failed', error, { code });
  link.send({ kind: 'failed', code, detail });
  process.exitCode = 1;
} finally {
  link.close();
}
