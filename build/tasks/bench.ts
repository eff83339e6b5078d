// `npm run bench`: what is here, measured as ratios within this one run. `--json` for one JSON object.

import { cpus } from 'node:os';
import { benchCommits } from '../../tests/bench/commits.ts';
import { benchPush } from '../../tests/bench/push.ts';
import { benchTouch } from '../../tests/bench/touch.ts';
import { print } from '../checks/step.ts';

const isJson = process.argv.includes('--json');
const tell = (words: string): void => {
  if (!isJson) print(words);
};

tell('Durable commits against raw write and fsync of the same bytes …');
const commits = benchCommits();
tell('Touch to durable number …');
const touch = await benchTouch();
tell('Push to the city …');
const push = await benchPush();
const result = { node: process.versions.node, cores: cpus().length, commits, touch, push };

if (isJson) print(JSON.stringify(result));
else {
  print('');
  print(`  durable commits   ${commits.commitsPerSecond.median}/s, raw write+fsync ${commits.rawPerSecond.median}/s, ratio ${commits.ratio.min} … ${commits.ratio.max} (${commits.framesPerCommit} frames a commit)`);
  print(`  touch → durable   p50 ${touch.alone.p50} ms, p99 ${touch.alone.p99} ms; with five counters p50 ${touch.withFiveCounters.p50} ms, p99 ${touch.withFiveCounters.p99} ms`);
  print(`  station memory    ${touch.stationMegabytes ?? '?'} MB`);
  print(`  push              ${push.rowsPerSecond.median} rows/s, ${push.bytesPerRow.median} bytes a row; bare insert ${push.bareInsertPerSecond.median} rows/s, ratio ${push.ratio.min} … ${push.ratio.max}`);
}
