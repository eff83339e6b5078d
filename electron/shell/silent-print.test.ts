// Printing without a dialog over a page that the test plays: taken, refused, gone, and never answered.

import { beforeEach, expect, it } from 'vitest';
import { TestClock } from '../../tests/fakes/test-clock.ts';
import { printSilently, type PrintablePage } from './silent-print.ts';

let clock: TestClock;
let did: unknown[];
let finish: (isTaken: boolean, reason: string) => void;
beforeEach(() => {
  clock = new TestClock();
  did = [];
  finish = () => undefined;
});
function page(changed: Partial<PrintablePage> = {}): PrintablePage {
  return {
    load: (url) => Promise.resolve(void did.push(url)),
    print: (options, done) => {
      did.push(options);
      finish = done;
    },
    close: () => void did.push('closed'),
    ...changed,
  };
}
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
};
const print = (printer = 'HP-1', own = page(), copies = 1) =>
  printSilently({ printers: () => Promise.resolve([{ name: 'HP-1', label: 'HP' }]), openPage: () => own, clock, onReason: (reason) => did.push(reason) }, printer, 'app://mot-cua/paper/1.html', copies);

it('a page goes to the named printer without a dialog, and its window is closed', async () => {
  const outcome = print('HP-1', page(), 2);
  await turns();
  finish(true, '');
  expect(await outcome).toEqual({ outcome: 'printed', code: null });
  await turns();
  expect(did).toEqual(['app://mot-cua/paper/1.html', { silent: true, deviceName: 'HP-1', copies: 2, printBackground: true }, 'closed']);
});

it('a printer that the system does not know is not replaced by another', async () => {
  expect([await print('HP-2'), did]).toEqual([{ outcome: 'failed', code: 'printer.absent' }, []]);
});

it.each([['Invalid printer settings', 'Invalid printer settings'], ['', 'refused without a reason']])('a job that the system refuses (%s) has failed, and the log has its words', async (reason, logged) => {
  const outcome = print();
  await turns();
  finish(false, reason);
  expect(await outcome).toEqual({ outcome: 'failed', code: 'printer.error' });
  expect(did).toContain(logged);
});

it('a page that cannot be loaded is not printed', async () => {
  expect(await print('HP-1', page({ load: () => Promise.reject(new Error('ERR_FAILED')) }))).toEqual({ outcome: 'failed', code: 'printer.error' });
  expect(did).toEqual(expect.arrayContaining(['ERR_FAILED', 'closed']));
});

it('a job of which no word comes back is of unknown outcome, and keeps its page until it ends', async () => {
  const outcome = print();
  await turns();
  clock.advance(12_000);
  expect(await outcome).toEqual({ outcome: 'unknown', code: 'printer.timeout' });
  expect(did).not.toContain('closed');
  finish(true, '');
  await turns();
  expect(did).toContain('closed');
});
