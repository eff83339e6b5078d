// The station's end of printing on the system's printers: every job has one outcome, also when the host is late, gone, or answers something else.

import { expect, it } from 'vitest';
import { TestClock } from '../../tests/fakes/test-clock.ts';
import type { FromStation } from '../link/parent-link.ts';
import { createHostPrinting } from './host-printing.ts';

const page = { kind: 'page' as const, title: 'Biểu mẫu', body: '<p>Xin chào</p>', style: '' };
function play() {
  const clock = new TestClock();
  const sent: Extract<FromStation, { kind: 'printing' }>[] = [];
  const printing = createHostPrinting((message) => {
    if (message.kind === 'printing') sent.push(message);
  }, clock);
  return { clock, sent, printing };
}

it.each([
  [{ what: 'ended', outcome: 'printed', code: null }, { kind: 'printed' }],
  [{ what: 'ended', outcome: 'failed', code: 'printer.absent' }, { kind: 'failed', code: 'printer.absent' }],
  [{ what: 'ended', outcome: 'unknown', code: 'printer.timeout' }, { kind: 'unknown', code: 'printer.timeout' }],
  [{ what: 'refused' }, { kind: 'failed', code: 'host.not-here' }],
  [{ what: 'printers', printers: [] }, { kind: 'unknown', code: 'printer.error' }],
] as const)('an answer %j is the outcome %j', async (answer, outcome) => {
  const { sent, printing } = play();
  const printed = printing.print(page, 'HP', 2);
  expect(sent).toEqual([{ kind: 'printing', id: expect.any(String) as string, ask: { what: 'print', paper: page, printer: 'HP', copies: 2 } }]);
  printing.hear({ kind: 'printing', id: 'of nobody', answer: { what: 'refused' } });
  printing.hear({ kind: 'printing', id: sent[0]?.id ?? '', answer: answer.what === 'printers' ? { what: 'printers', printers: [] } : answer });
  expect(await printed).toEqual(outcome);
});

it('bytes of a PDF cross in Base64, and each job under an id of its own', () => {
  const { sent, printing } = play();
  for (let job = 0; job < 2; job += 1) void printing.print({ kind: 'pdf', bytes: Buffer.from('%PDF-') }, 'HP', 1);
  expect(sent.map(({ ask }) => ask.what === 'print' && ask.paper)).toEqual([{ kind: 'pdf', bytes: 'JVBERi0=' }, { kind: 'pdf', bytes: 'JVBERi0=' }]);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(2);
});

it('a host that does not answer leaves the outcome unknown, and its late word changes nothing', async () => {
  const { clock, sent, printing } = play();
  const printed = printing.print(page, 'HP', 1);
  const listed = printing.printers().catch((error: unknown) => error);
  const late = { has: false };
  void printed.then(() => (late.has = true));
  clock.advance(65_000);
  await new Promise((resolve) => setImmediate(resolve));
  expect(late.has).toBe(false);
  clock.advance(10_000);
  expect(await printed).toEqual({ kind: 'unknown', code: 'printer.timeout' });
  expect(await listed).toMatchObject({ code: 'printer.timeout' });
  printing.hear({ kind: 'printing', id: sent[0]?.id ?? '', answer: { what: 'ended', outcome: 'printed', code: null } });
});

it('with the host gone a job that it had is unknown, and nothing more is given to anybody', async () => {
  const { sent, printing } = play();
  const printed = printing.print(page, 'HP', 1);
  printing.lost();
  expect(await printed).toEqual({ kind: 'unknown', code: 'printer.timeout' });
  expect(await printing.print(page, 'HP', 1)).toEqual({ kind: 'failed', code: 'host.not-here' });
  expect(sent).toHaveLength(1);
});
