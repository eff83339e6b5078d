// The printer's line over a real store: what a crash, an empty roll or a dead printer makes of a print, and that nothing is printed twice by itself.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { PrintJobId } from '../../../shared/base/ids.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import { dossierIdSchema, printJobIdSchema } from '../../../shared/contract/primitives.ts';
import { counter, QueueBench } from '../../../tests/fakes/queue-bench.ts';
import { ScriptedPrinter } from '../../../tests/fakes/scripted-printer.ts';
import type { PrintOutcome } from '../devices/ports.ts';
import { receiptsThatMayExist } from '../store/dossiers-receipts.ts';
import { insertPrintJob, latestPrint, latestPrintsOfTickets } from '../store/print-jobs.ts';
import { startPrintRunner, WANTED_MS, type PrintRunner } from './print-runner.ts';

let bench: QueueBench;
let printer: ScriptedPrinter;
let failures: unknown[];
let runners: PrintRunner[];

beforeEach(() => {
  bench = new QueueBench();
  printer = new ScriptedPrinter(bench.clock);
  failures = [];
  runners = [];
});
afterEach(async () => {
  for (const runner of runners) await runner[Symbol.asyncDispose]();
  bench[Symbol.dispose]();
});

/** The picture of a ticket is one byte: the last digits of its number. */
function start(device: ScriptedPrinter | null = printer): PrintRunner {
  const { database, clock, identity } = bench;
  const runner = startPrintRunner({
    database, clock, identity, printer: device,
    draw: async (_what, paper) => ({ widthDots: 8, rows: 1, bits: Uint8Array.of(Number(z.object({ number: z.string() }).parse(JSON.parse(paper)).number.slice(1))) }),
    publish: (event, payload) => void bench.told.push([event, payload]),
    wakeSync: () => undefined,
    paperUsed: () => undefined,
    onFailure: (error) => void failures.push(error),
  });
  runners.push(runner);
  return runner;
}

const jobs = () => bench.database.read((store) => store.all(z.object({ label: z.string(), state: z.string(), code: z.string().nullable(), attempts: z.int() }), 'SELECT label, state, code, attempts FROM print_job ORDER BY rowid'));
const states = () => jobs().map((job) => job.state).join(' ');
const shown = (job: ReturnType<typeof jobs>[number] | undefined) => `${job?.state} ${job?.code} ${job?.attempts}`;
const until = (check: () => void) => vi.waitFor(check, { timeout: 5000, interval: 5 });
const idle = () => until(() => expect(states()).not.toMatch(/queued|printing/));
const ends = () => bench.events().filter((event) => event.type === 'print.ended').map((event) => event.body);

describe('the printer’s line', () => {
  it('prints in the order of the numbers, each durable as begun before the printer has it, and writes every outcome down', async () => {
    bench.issue();
    const second = bench.issue();
    const seen: string[] = [];
    printer.onJob = () => void seen.push(states());
    printer.outcomes.push({ kind: 'printed' }, { kind: 'unknown', code: 'printer.timeout' });
    const runner = start();
    await idle();
    bench.issue();
    runner.wake();
    await until(() => expect(states()).toBe('printed unknown printed'));
    expect(printer.got).toEqual([1, 2, 3]);
    expect(seen).toEqual(['printing queued', 'printed printing', 'printed unknown printing']);
    expect(ends()).toMatchObject([{ attempt: 1, outcome: 'printed', code: null }, { of: second.ticketId, outcome: 'unknown', code: 'printer.timeout' }, { outcome: 'printed' }]);
    expect(bench.told.filter(([event]) => event === 'print.changed').map(([, payload]) => payload)).toContainEqual({ printJobId: second.print?.printJobId, ticketId: second.ticketId, state: 'unknown', code: 'printer.timeout' });
    expect(failures).toEqual([]);
  });

  it('prints after a crash what had only been queued', async () => {
    bench.issue();
    bench.reopen();
    start();
    await idle();
    expect(printer.got).toEqual([1]);
  });

  it('leaves to a person what had been begun at a crash, and never prints it by itself', async () => {
    const ticket = bench.issue();
    bench.database.write((store) => store.run(`UPDATE print_job SET state = 'printing', attempts = 1`));
    bench.reopen();
    const runner = start();
    await until(() => expect(shown(jobs()[0])).toBe('unknown printer.interrupted 1'));
    printer.set('trouble', 'printer.paper-out');
    printer.set('ready');
    bench.issue();
    runner.wake();
    await until(() => expect(states()).toBe('unknown printed'));
    expect(printer.got).toEqual([2]);
    expect(ends()[0]).toMatchObject({ outcome: 'unknown', code: 'printer.interrupted', attempt: 1 });
    bench.call('print.retry', { printJobId: ticket.print?.printJobId ?? expect.fail() }, counter(1));
    runner.wake();
    await idle();
    expect([printer.got, shown(jobs()[0])]).toEqual([[2, 1], 'printed null 2']);
  });

  it('does not surprise anybody with yesterday’s paper', async () => {
    bench.issue();
    bench.clock.advance(WANTED_MS + 1);
    start();
    await idle();
    expect([printer.got, shown(jobs()[0])]).toEqual([[], 'failed print.too-late 0']);
    expect(ends()).toMatchObject([{ attempt: 1, outcome: 'failed', code: 'print.too-late' }]);
  });
});

describe('a printer that cannot print', () => {
  const out: PrintOutcome = { kind: 'failed', code: 'printer.paper-out' };

  it('gets the paper again when it is ready, for as long as somebody waits for it', async () => {
    printer.outcomes.push(out, out, out);
    printer.set('trouble', 'printer.paper-out');
    bench.issue();
    const called = bench.issue();
    bench.issue();
    start();
    await idle();
    expect(jobs().map(shown)).toEqual(['failed printer.paper-out 1', 'failed printer.paper-out 1', 'failed printer.paper-out 1']);
    bench.call('ticket.call', { ticketId: called.ticketId }, counter(1));
    printer.set('ready');
    await until(() => expect(states()).toBe('printed failed printed'));
    expect(printer.got).toEqual([1, 3]);
  });

  it('does not get it after three minutes, and a person still can print it', async () => {
    printer.outcomes.push(out);
    const ticket = bench.issue();
    const runner = start();
    await until(() => expect(states()).toBe('failed'));
    bench.clock.advance(WANTED_MS + 1);
    printer.set('trouble', 'printer.paper-out');
    printer.set('ready');
    bench.issue();
    runner.wake();
    await until(() => expect(states()).toBe('failed printed'));
    bench.call('print.retry', { printJobId: ticket.print?.printJobId ?? expect.fail() }, counter(1));
    runner.wake();
    await until(() => expect(printer.got).toEqual([2, 1]));
  });

  it('is tried five times at most', async () => {
    for (let attempt = 0; attempt < 9; attempt += 1) printer.outcomes.push(out);
    bench.issue();
    start();
    for (let attempt = 1; attempt < 7; attempt += 1) {
      await until(() => expect(shown(jobs()[0])).toBe(`failed printer.paper-out ${Math.min(attempt, 5)}`));
      printer.set('trouble', 'printer.paper-out');
      printer.set('ready');
    }
    expect(ends()).toHaveLength(5);
  });

  it('never gets again what it may have printed', async () => {
    printer.outcomes.push({ kind: 'unknown', code: 'printer.offline' });
    bench.issue();
    const runner = start();
    await idle();
    printer.set('trouble', 'printer.offline');
    printer.set('ready');
    bench.issue();
    runner.wake();
    await until(() => expect(states()).toBe('unknown printed'));
    expect(printer.got).toEqual([1, 2]);
  });

  it('and a point without a printer, say so at once', async () => {
    bench.issue();
    start(null);
    await until(() => expect(shown(jobs()[0])).toBe('failed printer.absent 1'));
  });

  it('does not hold up the line, nor does a paper that cannot be drawn', async () => {
    bench.issue();
    bench.issue();
    bench.database.write((store) => store.run(`UPDATE print_job SET paper = '{}' WHERE label = 'A001'`));
    start();
    await until(() => expect(states()).toBe('failed printed'));
    expect(shown(jobs()[0])).toBe('failed printer.error 1');
    expect(failures).toHaveLength(1);
    printer.set('trouble');
    printer.set('ready');
    await idle();
    expect(shown(jobs()[0])).toBe('failed printer.error 1');
  });
});

describe('the end of the station', () => {
  it('waits for the outcome of a print that has begun', async () => {
    const outcome = Promise.withResolvers<PrintOutcome>();
    printer.outcomes.push(outcome.promise);
    bench.issue();
    bench.issue();
    const runner = start();
    await until(() => expect(states()).toBe('printing queued'));
    const disposed = runner[Symbol.asyncDispose]();
    outcome.resolve({ kind: 'unknown', code: 'printer.interrupted' });
    await disposed;
    expect(states()).toBe('unknown queued');
  });

  it('puts back what had not been sent', async () => {
    const outcome = Promise.withResolvers<PrintOutcome>();
    printer.outcomes.push(outcome.promise);
    bench.issue();
    const runner = start();
    await until(() => expect(states()).toBe('printing'));
    const disposed = runner[Symbol.asyncDispose]();
    outcome.reject(new Error('aborted before anything was sent'));
    await disposed;
    expect(shown(jobs()[0])).toBe('queued null 0');
  });
});

describe('a disk that is full', () => {
  it('does not make the runner forget what the printer said', async () => {
    bench.issue();
    printer.onJob = () => {
      const write = bench.database.write.bind(bench.database);
      vi.spyOn(bench.database, 'write').mockImplementationOnce(() => {
        throw new Refusal('store.disk-full');
      }).mockImplementation(write);
    };
    start();
    await until(() => expect(failures).toHaveLength(1));
    expect(states()).toBe('printing');
    bench.clock.advance(1000);
    await idle();
    expect([states(), printer.got]).toEqual(['printed', [1]]);
  });
});

describe('a copy that may exist', () => {
  const dossierId = dossierIdSchema.parse('018f0000-0000-7000-8000-00000000000d');
  const receipt = (paper: object): PrintJobId => {
    const printJobId = printJobIdSchema.parse(bench.clock.uuid());
    bench.database.write((store) => insertPrintJob(store, { printJobId, what: 'receipt', ofId: dossierId, label: 'x', paper, at: bench.clock.now() }));
    return printJobId;
  };
  const copies = (): number => bench.database.read((store) => receiptsThatMayExist(store, dossierId));

  it('is none of a paper that could not even be drawn', async () => {
    receipt({});
    start();
    await until(() => expect(states()).toBe('failed'));
    expect(copies()).toBe(0);
  });

  it('stays one when a later attempt sent nothing', async () => {
    printer.outcomes.push({ kind: 'unknown', code: 'printer.offline' }, { kind: 'failed', code: 'printer.paper-out' });
    const printJobId = receipt({ number: 'A007' });
    const runner = start();
    await until(() => expect(states()).toBe('unknown'));
    expect(copies()).toBe(1);
    bench.call('print.retry', { printJobId }, counter(1));
    runner.wake();
    await until(() => expect(states()).toBe('failed'));
    expect(copies()).toBe(1);
  });
});

describe('a commit of which nobody knows whether it happened', () => {
  /** The `nth` transaction from now on is durable and yet says that it failed, before anybody is told. */
  const doubt = (nth: number): void => {
    const write = bench.database.write.bind(bench.database);
    const spy = vi.spyOn(bench.database, 'write');
    for (let index = 1; index < nth; index += 1) spy.mockImplementationOnce(write);
    spy.mockImplementationOnce((work) => {
      write((store) =>
        work({ get: store.get.bind(store), all: store.all.bind(store), run: store.run.bind(store), runOne: store.runOne.bind(store), afterCommit: () => undefined, witness: () => undefined }),
      );
      throw new Refusal('store.failed');
    });
  };

  it('leaves no print as begun that the printer never got', async () => {
    bench.issue();
    bench.issue();
    doubt(2);
    start();
    await until(() => expect(failures).toHaveLength(1));
    expect(states()).toBe('printing queued');
    bench.clock.advance(1000);
    await idle();
    expect([printer.got, jobs().map(shown)]).toEqual([[1, 2], ['printed null 1', 'printed null 1']]);
  });

  it('does not write one outcome down twice', async () => {
    bench.issue();
    printer.outcomes.push({ kind: 'unknown', code: 'printer.offline' });
    doubt(3);
    start();
    await until(() => expect(failures).toHaveLength(1));
    bench.clock.advance(1000);
    await until(() => expect(bench.told.filter((told) => JSON.stringify(told).includes('unknown'))).toHaveLength(1));
    expect([shown(jobs()[0]), ends(), failures.length]).toEqual(['unknown printer.offline 1', [expect.objectContaining({ outcome: 'unknown', attempt: 1 })], 1]);
  });
});

describe('a clock that is set', () => {
  const out: PrintOutcome = { kind: 'failed', code: 'printer.paper-out' };

  it('back by hours neither brings out the paper of long ago nor puts a new print behind an old one', async () => {
    printer.outcomes.push(out);
    const old = bench.issue();
    const runner = start();
    await until(() => expect(states()).toBe('failed'));
    bench.clock.advance(2 * WANTED_MS);
    bench.clock.set('2026-11-23T05:00:00+07:00');
    printer.set('trouble', 'printer.paper-out');
    printer.set('ready');
    bench.issue();
    runner.wake();
    await until(() => expect(states()).toBe('failed printed'));
    expect(printer.got).toEqual([2]);
    const again = bench.database.read((store) => latestPrint(store, 'ticket', old.ticketId));
    expect(again).toMatchObject({ state: 'failed' });
  });

  it('back while the station was off prints nothing by surprise', async () => {
    bench.issue();
    bench.reopen();
    bench.clock.set('2026-11-22T07:30:00+07:00');
    start();
    await idle();
    expect([printer.got, shown(jobs()[0])]).toEqual([[], 'failed print.too-late 0']);
  });

  it('leaves the line in the order of asking, and the newest print the newest', async () => {
    const ticket = bench.issue();
    bench.clock.set('2026-11-23T06:00:00+07:00');
    bench.issue();
    bench.database.write((store) => insertPrintJob(store, { printJobId: printJobIdSchema.parse(bench.clock.uuid()), what: 'ticket', ofId: ticket.ticketId, label: 'A001', paper: { number: 'A009' }, at: bench.clock.now() }));
    const newest = bench.database.read((store) => [latestPrint(store, 'ticket', ticket.ticketId), latestPrintsOfTickets(store, [ticket.ticketId]).get(ticket.ticketId)]);
    expect(newest.map((print) => print?.printJobId === ticket.print?.printJobId)).toEqual([false, false]);
    bench.clock.set('2026-11-23T07:30:30+07:00');
    bench.database.write((store) => store.run(`UPDATE print_job SET queued_at = $now - rowid`, { now: bench.clock.now() }));
    start();
    await idle();
    expect(printer.got).toEqual([1, 2, 9]);
  });
});
