// `npm run morning`: a whole morning at the point without a person. `--visits N --seed S`, `--json` for one JSON object, `--log FILE` for the processes' logs.

import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { playMorning } from '../../tests/morning/play.ts';
import { print } from '../checks/step.ts';
import { endOnInterrupt } from '../demo/interrupt.ts';

const asked = readArguments();
if (asked === null) {
  process.stderr.write('usage: npm run morning -- [--visits 1…2000] [--seed N] [--json] [--log FILE]\n');
  process.exit(2);
}
const { visits, seed, isJson, log } = asked;
const startedAt = performance.now();
await using parts = new AsyncDisposableStack();
endOnInterrupt(parts);
const { account, findings } = await playMorning(
  parts,
  visits,
  seed,
  (words) => {
    if (!isJson) print(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${words}`);
  },
  (line) => {
    if (log !== undefined) appendFileSync(log, `${line}\n`);
  },
);
for (const { kind, words } of findings) process.stderr.write(`${kind}: ${words}\n`);
if (isJson) print(JSON.stringify(account));
else {
  print('');
  for (const [name, value] of Object.entries(account)) print(`  ${name.padEnd(16)} ${value}`);
  print('');
  print(findings.length === 0 ? 'Everything that was saved is at the city, once.' : 'Not everything agrees; the lines above say what.');
}
process.exitCode = findings.length === 0 ? 0 : 1;

/** What the person asked for; null when it makes no sense. */
function readArguments(): { readonly visits: number; readonly seed: number; readonly isJson: boolean; readonly log: string | undefined } | null {
  try {
    const { values } = parseArgs({ options: { visits: { type: 'string', default: '60' }, seed: { type: 'string', default: '7' }, json: { type: 'boolean', default: false }, log: { type: 'string' } } });
    const [visits, seed] = [values.visits, values.seed].map((text) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN));
    if (visits === undefined || seed === undefined || Number.isNaN(seed) || !(visits >= 1 && visits <= 2000)) return null;
    return { visits, seed, isJson: values.json, log: values.log };
  } catch {
    return null;
  }
}
