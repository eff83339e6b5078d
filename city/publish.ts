// The city's people at the command line: lay out a signed bundle of the program, say who is offered it, take it back.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { machineClock } from './clock.ts';
import { Published, rolloutSchema, type Rollout } from './updates/published.ts';

const USAGE = `usage: node city/publish.ts --updates FOLDER list
       node city/publish.ts --updates FOLDER publish BUNDLE_FOLDER [--percent N] [--station COMMUNE/STATION]...
       node city/publish.ts --updates FOLDER roll-out ID [--percent N] [--station COMMUNE/STATION]...
       node city/publish.ts --updates FOLDER withdraw ID
A published bundle is offered to nobody until a percentage or stations are named. ID may be shortened to what is unique.`;

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { updates: { type: 'string' }, percent: { type: 'string' }, station: { type: 'string', multiple: true } }, allowPositionals: true });
  const folder = values.updates ?? process.env['CITY_UPDATES'];
  const [act, subject] = positionals;
  if (folder === undefined || act === undefined) throw new Error(USAGE);
  const published = new Published(resolve(folder), machineClock);
  const changed = (before: Rollout): Rollout =>
    rolloutSchema.parse({ ...before, ...(values.percent === undefined ? {} : { percent: Number(values.percent) }), ...(values.station === undefined ? {} : { stations: [...new Set([...before.stations, ...values.station])] }) });
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  if (act === 'list') {
    for (const { id, signed: { manifest }, rollout } of await published.list()) {
      print(`${id.slice(0, 12)}  ${manifest.version}  ${manifest.platform}-${manifest.arch} ${manifest.kind}  ${manifest.channel}  ${rollout.isWithdrawn ? 'withdrawn' : `${rollout.percent} % and ${rollout.stations.length} by name`}`);
    }
    return 0;
  }
  if (subject === undefined) throw new Error(USAGE);
  if (act === 'publish') {
    const id = await published.publish(resolve(subject), changed({ percent: 0, stations: [], isWithdrawn: false }));
    print(id);
    return 0;
  }
  const [only, ...others] = (await published.list()).filter(({ id }) => id.startsWith(subject));
  if (only === undefined || others.length > 0) throw new Error(`${subject} names ${only === undefined ? 'no bundle' : 'several bundles'}`);
  if (act !== 'roll-out' && act !== 'withdraw') throw new Error(USAGE);
  const rollout = await published.setRollout(only.id, (before) => (act === 'withdraw' ? { ...before, isWithdrawn: true } : changed({ ...before, isWithdrawn: false })));
  print(rollout.isWithdrawn ? 'withdrawn' : `${rollout.percent} % and ${rollout.stations.length} by name`);
  return 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
