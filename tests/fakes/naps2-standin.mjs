#!/usr/bin/env node
// A stand-in for NAPS2.Console, which runs only on Windows: it behaves as that program's source says and is told by the name of the device what to do, such as
// "sheets=3,end=jam,window". NAPS2 itself was never run here.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const words = process.argv.slice(2);
const valueOf = (name) => words[words.indexOf(name) + 1] ?? '';
const todo = Object.fromEntries(valueOf('--device').split(',').map((part) => part.split('=')));
const say = (line) => process.stdout.write(`${line}\n`);
const ENDS = {
  empty: 'No pages are in the feeder.', jam: 'Máy quét có kẹt giấy.', cover: "The scanner's cover is open.", busy: 'The selected scanner is busy.', gone: 'The selected scanner could not be found.', strange: 'Something new.',
};

if (words.includes('--listdevices')) {
  // TWAIN drivers may hang at this already.
  if (valueOf('--driver') === 'twain') setInterval(() => undefined, 60_000);
  else say('Fujitsu fi-8170 (stand-in)');
} else {
  say('Beginning scan...');
  if ('foreign' in todo) writeFileSync('Thumbs.db', '');
  // NAPS2's own copies, which stay when it is killed.
  const recovery = path.join(process.env.NAPS2_TEST_DATA, 'recovery');
  mkdirSync(recovery, { recursive: true });
  writeFileSync(path.join(recovery, '00001.jpg'), '');
  const sheets = Number(todo.sheets ?? 0) * (valueOf('--source') === 'duplex' ? 2 : 1);
  for (let page = 1; page <= sheets; page += 1) say(`Scanned page ${page}.`);
  // As a TWAIN driver with a window of its own: nothing goes on until somebody presses OK.
  if ('window' in todo && sheets === 0) setInterval(() => undefined, 60_000);
  for (let page = 1; page <= sheets; page += 1) {
    const file = valueOf('--output').replace('$(nnnn)', String(page).padStart(4, '0'));
    const half = 'half' in todo && page === sheets;
    writeFileSync(file, Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe0), Buffer.alloc(1_000, page), half ? Buffer.alloc(100) : Buffer.of(0xff, 0xd9)]));
  }
  if ('window' in todo) setInterval(() => undefined, 60_000);
  if (todo.end !== undefined) say(ENDS[todo.end]);
  // Its exit code never says anything.
}
