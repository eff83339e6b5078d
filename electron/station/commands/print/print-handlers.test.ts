// Prints that want a person: which are shown, who may decide what, and that a printed one is left alone.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, counter, kiosk, QueueBench } from '../../../../tests/fakes/queue-bench.ts';

let bench: QueueBench;
beforeEach(() => {
  bench = new QueueBench();
});
afterEach(() => bench[Symbol.dispose]());

describe('prints of the day', () => {
  const printOf = (index: number) => bench.call('print.list', {}, admin).jobs[index] ?? expect.fail('no such print');
  const settle = (state: string) => bench.database.write((store) => store.run('UPDATE print_job SET state = $state, attempts = 1', { state }));

  it('are listed until they are on paper, newest first, and only today', () => {
    bench.issue();
    bench.issue();
    expect(bench.call('print.list', {}, admin).jobs.map((job) => [job.label, job.what, job.state])).toEqual([['A002', 'ticket', 'queued'], ['A001', 'ticket', 'queued']]);
    settle('printed');
    expect(bench.call('print.list', {}, admin).jobs).toEqual([]);
    settle('unknown');
    bench.clock.set('2026-11-24T00:00:00+07:00');
    expect(bench.call('print.list', {}, admin).jobs).toEqual([]);
  });

  it('that a printer without answers has got whole are listed for whoever looks after the point, and at no counter', () => {
    bench.issue();
    bench.issue();
    bench.database.write((store) => store.run(`UPDATE print_job SET state = 'unknown', attempts = 1, code = CASE label WHEN 'A001' THEN 'printer.unconfirmed' ELSE 'printer.timeout' END`, {}));
    const labels = (caller: Parameters<typeof bench.call>[2]): string[] => bench.call('print.list', {}, caller).jobs.map((job) => job.label);
    expect([labels(admin), labels(counter(1))]).toEqual([['A002', 'A001'], ['A002']]);
  });

  it('are tried again or marked by a person, never a printed or running one', () => {
    bench.issue();
    const { printJobId } = printOf(0);
    for (const state of ['queued', 'printing', 'printed', 'marked']) {
      settle(state);
      expect(bench.refusal('print.retry', { printJobId }, kiosk)).toBe('print.wrong-state');
      expect(bench.refusal('print.mark', { printJobId }, admin)).toBe('print.wrong-state');
    }
    settle('unknown');
    bench.told.length = 0;
    expect(bench.call('print.retry', { printJobId }, kiosk)).toMatchObject({ printJobId, state: 'queued', code: null });
    expect(bench.told.map(([first]) => first)).toEqual(['wake printer', 'print.changed']);
    settle('failed');
    expect(bench.call('print.mark', { printJobId }, counter(1))).toMatchObject({ state: 'marked' });
    expect(bench.events(1)).toMatchObject([{ type: 'print.ended', actor: 'counter-1', body: { printJobId, what: 'ticket', outcome: 'marked', attempt: 1, code: null } }]);
  });

  it('that are no tickets are nobody’s business at the kiosk', () => {
    bench.issue();
    const { printJobId } = printOf(0);
    bench.database.write((store) => store.run(`UPDATE print_job SET what = 'receipt', state = 'failed'`));
    expect(bench.refusal('print.retry', { printJobId }, kiosk)).toBe('print.not-found');
    expect(bench.call('print.retry', { printJobId }, counter(1)).state).toBe('queued');
    expect(bench.refusal('print.retry', { printJobId: '018f0000-0000-7000-8000-00000000000f' as typeof printJobId }, admin)).toBe('print.not-found');
  });
});
