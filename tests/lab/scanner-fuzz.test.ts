// A million strange answers of a scanner: none throws, none hangs, and nothing that is no answer passes for one.

import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { inputFor, offersOf, parseCapabilities } from '../../electron/station/devices/scanner-escl/capabilities.ts';
import { exchange } from '../../electron/station/devices/scanner-escl/http-pipe.ts';
import { parseStatus, scanSettings, troubleOf } from '../../electron/station/devices/scanner-escl/messages.ts';
import { parseSaneOptions, saneArguments, saneOffers } from '../../electron/station/devices/scanner-program/sane-options.ts';
import { capabilitiesXml, parseJob, statusXml } from '../../electron/practice/scanner/documents.ts';
import { pageOf } from '../../shared/domain/scan/page-kind.ts';
import { strangeAnswer, strangeXml } from '../fakes/escl-fuzz.ts';
import { Chance } from '../morning/chance.ts';

const SHORT = '<scan:ScannerCapabilities><Platen><XResolution>300</XResolution></Platen><Adf><AdfSimplexInputCaps><ColorMode>RGB24</ColorMode></AdfSimplexInputCaps></Adf></scan:ScannerCapabilities>';
const SEEDS = [statusXml('Idle', 'ScannerAdfLoaded'), '<ScannerStatus><State>Idle</State></ScannerStatus>', SHORT, SHORT, SHORT];
const OPTIONS = { source: 'feeder', dpi: 200, colour: 'colour', duplex: false } as const;

test('a million documents', { timeout: 3_600_000 }, () => {
  const chance = new Chance(5);
  let statuses = 0;
  let capable = 0;
  let slowest = 0;
  for (let run = 0; run < 1_000_000; run += 1) {
    const text = strangeXml(chance, run % 500 === 0 ? [capabilitiesXml()] : SEEDS);
    const startedAt = performance.now();
    const status = parseStatus(text);
    const capabilities = parseCapabilities(text);
    if (status !== null) {
      statuses += 1;
      troubleOf(status, 'feeder');
    }
    if (capabilities !== null) {
      capable += 1;
      const { dpis } = offersOf(capabilities);
      const input = inputFor(capabilities, OPTIONS);
      const order = input === null ? null : scanSettings(OPTIONS, input);
      if (dpis.some((dpi) => dpi < 200 || dpi > 300) || (order !== null && !/<scan:XResolution>\d{2,4}</.test(order))) throw new Error(`made nonsense of ${JSON.stringify(text)}`);
      if (order !== null) parseJob(order);
    }
    if (status !== null && capabilities !== null) throw new Error(`took for both ${JSON.stringify(text)}`);
    const options = parseSaneOptions(text);
    if (run % 20 === 0) {
      saneOffers(options);
      saneArguments(options, OPTIONS, {});
      pageOf(Buffer.from(text));
    }
    slowest = Math.max(slowest, performance.now() - startedAt);
  }
  expect(Object.prototype).not.toHaveProperty('State');
  expect([statuses > 10_000, capable > 10_000, slowest < 10_000]).toEqual([true, true, true]);
});

test('twenty thousand answers over HTTP each end, within their limits', { timeout: 3_600_000 }, async () => {
  const chance = new Chance(6);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => void (chance.between(0, 30) === 0 ? socket.resetAndDestroy() : socket.end(strangeAnswer(chance))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/eSCL/ScannerStatus`);
  const kinds = new Map<string, number>();
  for (let run = 0; run < 20_000; run += 1) {
    const answer = await exchange({ method: 'GET', url, idleMs: 5_000, wholeMs: 20_000, mostBytes: 1_000, certificate: null });
    kinds.set(answer.kind, (kinds.get(answer.kind) ?? 0) + 1);
    if (answer.kind === 'answer' && answer.body.length > 1_000) throw new Error('took more than it may');
  }
  await new Promise((resolve) => server.close(resolve));
  expect([...kinds.keys()].toSorted()).toEqual(['answer', 'cut', 'too-large', 'unreachable']);
});
