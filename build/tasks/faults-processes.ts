// `npm run faults:processes`: station and gateway as real processes, killed again and again while people work. `--kills N --seed S`, `--json` for one JSON object.

import { parseArgs } from 'node:util';
import { playKills } from '../../tests/faults/processes/play.ts';
import { print } from '../checks/step.ts';
import { endOnInterrupt } from '../demo/interrupt.ts';

const asked = readArguments();
if (asked === null) {
  process.stderr.write('usage: npm run faults:processes -- [--kills 1…100000] [--seed N] [--json]\n');
  process.exit(2);
}
const { kills, seed, isJson } = asked;
await using parts = new AsyncDisposableStack();
endOnInterrupt(parts);
const account = await playKills(parts, kills, seed, (words) => {
  if (!isJson) print(words);
});
for (const words of account.violations) process.stderr.write(`${words}\n`);
if (isJson) print(JSON.stringify(account));
else {
  print(`${account.kills} kills of the station, ${account.gatewayKills} of the gateway, ${account.resets} broken connections: ${account.tickets} numbers, ${account.dossiers} dossiers, ${account.payments} payments with ${account.readerKills} kills of who reads the statement, ${account.events} events at the city; ${account.violations.length} violations (${account.seconds} s)`);
}
process.exitCode = account.violations.length === 0 && account.tickets > 0 && account.dossiers > 0 && account.payments > 0 ? 0 : 1;

/** What the person asked for; null when it makes no sense. */
function readArguments(): { readonly kills: number; readonly seed: number; readonly isJson: boolean } | null {
  try {
    const { values } = parseArgs({ options: { kills: { type: 'string', default: '60' }, seed: { type: 'string', default: '7' }, json: { type: 'boolean', default: false } } });
    const [kills, seed] = [values.kills, values.seed].map((text) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN));
    if (kills === undefined || seed === undefined || Number.isNaN(seed) || !(kills >= 1 && kills <= 100_000)) return null;
    return { kills, seed, isJson: values.json };
  } catch {
    return null;
  }
}
