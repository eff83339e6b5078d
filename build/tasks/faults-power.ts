// `npm run faults:power`: power cuts replayed from a trace of what a station did to its disk. `--points N --seed S`, `--json` for one JSON object.

import { parseArgs } from 'node:util';
import { replayPowerCuts } from '../../tests/faults/power/replay.ts';
import { print } from '../checks/step.ts';
import { ensureTools } from '../setup/system-tools.ts';

const asked = readArguments();
if (asked === null) {
  process.stderr.write('usage: npm run faults:power -- [--points 1…1000000] [--seed N] [--json]\n');
  process.exit(2);
}
if (!(await ensureTools(['strace']))) {
  process.stderr.write('strace is not here and could not be installed: the power cuts cannot be replayed on this machine.\n');
  process.exit(3);
}
const { points, seed, isJson } = asked;
const account = await replayPowerCuts(points, seed, (words) => {
  if (!isJson) print(words);
});
if (isJson) print(JSON.stringify(account));
else print(`${account.points} cuts in ${account.steps} steps with ${account.syncs} syncs and ${account.promises} promises: ${account.violations} violations (${account.seconds} s)`);
for (const words of account.examples) process.stderr.write(`${words}\n`);
process.exitCode = account.violations === 0 && account.points === points && account.promises > 0 ? 0 : 1;

/** What the person asked for; null when it makes no sense. */
function readArguments(): { readonly points: number; readonly seed: number; readonly isJson: boolean } | null {
  try {
    const { values } = parseArgs({ options: { points: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } } });
    const [points, seed] = [values.points, values.seed].map((text) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN));
    if (points === undefined || seed === undefined || Number.isNaN(seed) || !(points >= 1 && points <= 1_000_000)) return null;
    return { points, seed, isJson: values.json };
  } catch {
    return null;
  }
}
