// `npm run bench`: what is here, measured as ratios within this one run. `--json` for one JSON object.

import { cpus } from 'node:os';
import { benchCommits } from '../../tests/bench/commits.ts';
import { benchFeeder } from '../../tests/bench/feeder.ts';
import { benchPrint } from '../../tests/bench/print.ts';
import { benchPush } from '../../tests/bench/push.ts';
import { benchScans } from '../../tests/bench/scans.ts';
import { benchSearch } from '../../tests/bench/search.ts';
import { benchShell } from '../../tests/bench/shell.ts';
import type { Figures } from '../../tests/bench/figures.ts';
import { benchQueries } from '../../tests/bench/queries.ts';
import { benchTouch, type TouchFigures } from '../../tests/bench/touch.ts';
import { print } from '../checks/step.ts';
import { endOnInterrupt } from '../demo/interrupt.ts';

if (process.argv.slice(2).some((argument) => argument !== '--json')) {
  process.stderr.write('usage: npm run bench -- [--json]\n');
  process.exit(2);
}
const isJson = process.argv.includes('--json');
await using parts = new AsyncDisposableStack();
endOnInterrupt(parts);
const tell = (words: string): void => {
  if (!isJson) print(words);
};

tell('Durable commits against raw write and fsync of the same bytes …');
const commits = await benchCommits();
tell('Touch to durable number …');
const touch = await benchTouch(parts);
tell('Touch to dots at the printer …');
const printed = await benchPrint(parts);
tell('Reading commands over a year of a busy point …');
const queries = await benchQueries();
tell('Keystrokes in the search …');
const search = await benchSearch();
tell('Push to the city …');
const push = await benchPush(parts);
tell('Scanned pages to the city …');
const scans = await benchScans(parts);
tell('Ten pages from a feeder to the disk …');
const feeder = await benchFeeder(parts);
tell('The shell’s start and its messages …');
const shell = await benchShell();
const result = { node: process.versions.node, cores: cpus().length, commits, touch, print: printed, queries, search, push, scans, feeder, shell };

if (isJson) print(JSON.stringify(result));
else {
  const range = ({ min, median, max }: Figures, unit: string): string => `${median} ${unit} (${min} … ${max})`;
  const milliseconds = ({ p50, p99, max }: TouchFigures): string => `p50 ${p50} ms, p99 ${p99} ms, longest ${max} ms`;
  print('');
  for (const [what, words] of [
    ['durable numbers', range(commits.commitsPerSecond, 'commits/s')],
    ['  raw fsync', `${range(commits.rawPerSecond, 'writes/s')} of the same ${commits.framesPerCommit} × 4,120 bytes`],
    ['  ratio', range(commits.ratio, 'of the limit')],
    ['touch → durable', milliseconds(touch.alone)],
    ['  five counters', `${milliseconds(touch.withFiveCounters)}, while they called, finished and read ${touch.counterRounds} times without a pause`],
    ['  station', `${touch.stationMegabytes ?? '?'} MB resident after ${2 * touch.touches} printed numbers`],
    ['ticket', `drawn and encoded in ${range(printed.drawMs, 'ms')}, ${printed.ticketBytes} bytes`],
    ['  at the printer', `first byte p50 ${printed.firstByteMs.p50} ms, p95 ${printed.firstByteMs.p95} ms, longest ${printed.firstByteMs.max} ms after the touch; last byte p50 ${printed.lastByteMs.p50} ms`],
    ['  bare socket', `${range(printed.rawMs, 'ms')} for the same bytes`],
    ['queries', `${queries.queries.length} reading commands over ${queries.dossiers} dossiers and ${queries.events} events; the slowest:`],
    ...queries.queries.slice(0, 4).map(({ query, longestWork, medianWall, longestWall }) => ['', `${query}: ${longestWork} ms of work at most; by the clock ${medianWall} ms, longest ${longestWall} ms`] as const),
    ['search', `a keystroke over ${search.procedures} procedures p50 ${search.keystrokeMs.p50} ms, p95 ${search.keystrokeMs.p95} ms, p99 ${search.keystrokeMs.p99} ms (${search.keystrokes})`],
    ['  ratio', `${search.ratioToScan.p50} × one look through all titles in the middle, ${search.ratioToScan.p95} × at the 95th percentile`],
    ['  dossiers', `${search.dossierKeystrokes} keystrokes in the search among ${search.dossiers}: p50 ${search.dossierMs.p50} ms, p95 ${search.dossierMs.p95} ms`],
    ['push', `${range(push.rowsPerSecond, 'dossiers/s')}, ${push.bytesPerRow.median} bytes each on the wire (the documents alone, packed: ${push.boundBytesPerRow}); a question without news: ${push.pollBytes} bytes`],
    ['  bare upsert', `${range(push.bareUpsertPerSecond, 'rows/s')} over HTTP into the same PostgreSQL`],
    ['  ratio', range(push.ratioToBare, 'of the limit')],
    ['  PouchDB', `${range(push.pouchPerSecond, 'rows/s')} in batches of 100, ${range(push.pouchBigPerSecond, 'rows/s')} in batches of 500, ${push.pouchBytesPerRow.median} bytes each, ${push.pouchPollBytes} for a question`],
    ['  against it', `${range(push.ratioToPouch, '×')}, ${range(push.ratioToPouchBig, '×')}`],
    ['  RxDB', `${range(push.rxdbPerSecond, 'rows/s')} in batches of 100, ${range(push.rxdbBigPerSecond, 'rows/s')} in batches of 500, from memory to the same gateway, ${push.rxdbBytesPerRow.median} bytes each`],
    ['  against it', `${range(push.ratioToRxdb, '×')}, ${range(push.ratioToRxdbBig, '×')}`],
    ['  drain', `${range(push.drainPerSecond, 'dossiers/s')} from the line’s return through the whole of sync; ${range(push.drainOfBound, 'of the push alone')}`],
    ['scanned pages', `${range(scans.megabytesPerSecond, 'MB/s')} in pieces, ${range(scans.putPerSecond, 'MB/s')} by one PUT each`],
    ['  ratio', range(scans.ratioToPut, 'of the limit')],
    ['  broken line', `${range(scans.brokenPerSecond, 'MB/s')} with ${range(scans.resets, 'resets')}, ${range(scans.sentPerByte, 'bytes sent for each')}`],
    ['feeder', `${feeder.pages} pages of ${Math.round(feeder.pageBytes / 1000)} kB at 120 a minute durable in ${range(feeder.pacedMs, 'ms')}`],
    ['  ratio', range(feeder.pacedRatio, '× the transfer alone')],
    ['  at full speed', `${range(feeder.freeMs, 'ms')}, the transfer alone ${range(feeder.freeTransferMs, 'ms')}`],
    ['shell', `${range(shell.kioskMs, 'ms')} from spawn to the painted kiosk in the stand-in; a blank window of the same Chromium ${range(shell.blankMs, 'ms')}`],
    ['  ratio', range(shell.ratio, '× the blank window')],
    ['  messages', `page → shell → page p50 ${shell.messages.p50} ms, p95 ${shell.messages.p95} ms, p99 ${shell.messages.p99} ms (${shell.messages.count})`],
  ] as const) {
    print(`  ${what.padEnd(16)} ${words}`);
  }
  print('');
  print('  Middle of the rounds, smallest … largest in brackets. Only ratios can be compared between machines.');
}
