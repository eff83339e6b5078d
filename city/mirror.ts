// A neighbour's share of updates: serves a folder of published bundles to the machines of one point, so that a bundle crosses a slow line once. No database, no keys, nothing of anybody's: what it hands out is signed by the maker.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { machineClock } from './clock.ts';
import { lineLog } from './log.ts';
import { Admission } from './server/admission.ts';
import { WireRefusal } from './server/refusal.ts';
import { buildServer } from './server/server.ts';
import { Published } from './updates/published.ts';
import { updateRoutes } from './updates/route.ts';

const USAGE = 'usage: node city/mirror.ts --updates FOLDER --host ADDRESS [--port N]';

const { values } = parseArgs({ options: { updates: { type: 'string' }, host: { type: 'string' }, port: { type: 'string', default: '47800' } } });
if (values.updates === undefined || values.host === undefined) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  const log = lineLog(machineClock, (line) => process.stderr.write(line));
  const stopping = new AbortController();
  const routes = updateRoutes({
    published: new Published(resolve(values.updates), machineClock), clock: machineClock, admission: new Admission(machineClock, () => 0),
    // Whoever asks says who he is; a lie gets him a bundle that he would have got tomorrow.
    whoAsks: (_authorization, { commune, station }) => {
      if (commune === undefined || station === undefined) return Promise.reject(new WireRefusal('wire.unauthorized', 'the question does not say who asks'));
      return Promise.resolve({ commune, station });
    },
  });
  const server = buildServer(routes, machineClock, log, stopping.signal);
  const end = (): void => {
    stopping.abort();
    void server.close();
  };
  process.once('SIGTERM', end).once('SIGINT', end);
  const url = await server.listen({ host: values.host, port: Number(values.port) });
  process.stdout.write(`${JSON.stringify({ url, pid: process.pid })}\n`);
}
