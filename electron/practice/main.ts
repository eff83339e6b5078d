// Entry of the process that runs the virtual devices of a point. It reads its options as JSON from the first argument, says as one line of JSON where
// everything is, and ends on SIGTERM, SIGINT, or when its parent goes away.

import { once } from 'node:events';
import { practiceOptionsSchema, startPracticePoint } from './point.ts';

const options = practiceOptionsSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const ending = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort());
process.once('disconnect', () => ending.abort());

const point = await startPracticePoint(options);
const said = {
  controlUrl: point.controlUrl,
  printer: { port: point.printer.port, controlUrl: point.printer.controlUrl },
  counters: point.counters.map(({ counter, reader, scanner }) => ({
    counter,
    reader: { port: reader.port, controlUrl: reader.controlUrl },
    scanner: { url: scanner.url, controlUrl: scanner.controlUrl },
  })),
  devices: point.deviceSettings(),
};
process.stdout.write(`${JSON.stringify(said)}\n`);
if (!ending.signal.aborted) await once(ending.signal, 'abort');
await point[Symbol.asyncDispose]();
if (process.connected) process.disconnect();
