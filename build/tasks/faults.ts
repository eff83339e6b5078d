// `npm run faults`: histories in which everything goes wrong, each out of one seed. `--histories N --seed S`, `--workers N`, `--json` for one JSON object, `--trace` for everything that happens.

import { parseArgs } from 'node:util';
import { playHistories, type RunOptions } from '../../tests/faults/sim/run-parallel.ts';
import { print } from '../checks/step.ts';

const asked = readArguments();
if (asked === null) {
  process.stderr.write('usage: npm run faults -- [--histories 1…1000000] [--seed N] [--workers 1…16] [--json] [--trace]\n');
  process.exit(2);
}
const { histories, seed, isJson } = asked;
let done = 0;
const account = await playHistories(asked, ({ violations }) => {
  done += 1;
  for (const one of violations) process.stderr.write(`seed ${one.seed}: ${one.property}: ${one.words}\n`);
  if (!isJson && done % 100 === 0) print(`${done} of ${histories} histories`);
});
if (isJson) print(JSON.stringify(account));
else {
  for (const [name, { asked: facts, violations }] of Object.entries(account.perProperty)) print(`  ${name.padEnd(18)} ${String(facts).padStart(9)} facts, ${violations} violations`);
  print(`${account.histories} histories from seed ${seed}: ${account.events} events, ${account.violations.length} violations (${account.seconds} s)`);
  const [first] = account.violations;
  if (first !== undefined) print(`again: npm run faults -- --histories 1 --seed ${first.seed}`);
}
process.exitCode = account.violations.length === 0 && account.histories === histories ? 0 : 1;

/** What the person asked for; null when it makes no sense. */
function readArguments(): (RunOptions & { readonly isJson: boolean }) | null {
  try {
    const { values } = parseArgs({ options: { histories: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' }, workers: { type: 'string', default: '2' }, json: { type: 'boolean', default: false }, trace: { type: 'boolean', default: false } } });
    const [histories, seed, workers] = [values.histories, values.seed, values.workers].map((text) => (/^\d{1,10}$/.test(text) ? Number(text) : Number.NaN));
    if (histories === undefined || seed === undefined || workers === undefined || Number.isNaN(seed) || seed >= 2 ** 32) return null;
    return histories >= 1 && histories <= 1_000_000 && workers >= 1 && workers <= 16 ? { histories, seed, workers, isJson: values.json, isTraced: values.trace } : null;
  } catch {
    return null;
  }
}
