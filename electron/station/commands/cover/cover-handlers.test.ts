// Printing cover sheets: asked for once, durable before any printer has them, each on the printer that the counter chose.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BIRTH, LAN, MARRIAGE } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { VisitId } from '../../../../shared/base/ids.ts';
import type { CoverPrinter } from '../../../../shared/contract/cover.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { parseCoverSheet } from '../../../../shared/domain/card/cover-sheet.ts';
import type { CoverPaper, PageForPrinter, SystemPrintOutcome } from '../../devices/ports.ts';
import { startPrintRunner, type PrintRunner } from '../../printing/print-runner.ts';
import { printHandlers } from '../print/print-handlers.ts';
import { createScanSessions } from '../visit/scan-sessions.ts';
import { visitHandlers } from '../visit/visit-handlers.ts';
import { coverHandlers } from './cover-handlers.ts';

const COUNTER = atCounter(1);
const ROLL: CoverPrinter = { kind: 'roll' };
const OFFICE: CoverPrinter = { kind: 'system', name: 'van-phong' };
const rowOfJob = z.object({ label: z.string(), printer: z.string().nullable(), state: z.string(), code: z.string().nullable(), paper: z.string() });

let station: TestStation;
let visits: ReturnType<typeof visitHandlers>;
let covers: ReturnType<typeof coverHandlers>;
let visitId: VisitId;
let hasRoll: boolean;
let printers: () => Promise<readonly { readonly name: string; readonly label: string }[]>;
let runner: PrintRunner | null;

beforeEach(async () => {
  [hasRoll, runner] = [true, null];
  printers = () => Promise.resolve([{ name: 'van-phong', label: 'HP văn phòng' }]);
  station = new TestStation({ procedures: [BIRTH, MARRIAGE] });
  const scans = createScanSessions(station.context, (error) => expect.fail(String(error)));
  visits = visitHandlers(scans);
  covers = coverHandlers(scans, { get hasRoll() { return hasRoll; }, system: { printers: () => printers() } });
  visitId = await station.serve(1);
  station.woken.length = 0;
});
afterEach(async () => {
  await runner?.[Symbol.asyncDispose]();
  await station[Symbol.asyncDispose]();
});

const choose = () => station.call('visit.choose-procedure', visits['visit.choose-procedure'], COUNTER, { visitId, procedureCode: BIRTH.code });
const print = (paperIds: readonly string[], printer: CoverPrinter = ROLL, requestId = station.requestId()) => station.call('cover.print', covers['cover.print'], COUNTER, { requestId, visitId, paperIds: [...paperIds], printer });
const jobs = () => station.context.database.read((store) => store.all(rowOfJob, `SELECT label, printer, state, code, paper FROM print_job WHERE what = 'cover' ORDER BY rowid`));
const words = () => jobs().map(({ paper }) => JSON.parse(paper) as CoverPaper);

describe('cover sheets', () => {
  it('are queued one for each paper, with its name and number and nothing of the person, once for each request', async () => {
    await choose();
    await station.call('visit.set-person', visits['visit.set-person'], COUNTER, { visitId, person: LAN });
    const requestId = station.requestId();
    for (let time = 0; time < 2; time += 1) {
      const visit = await print(['to-khai', 'uy-quyen', 'to-khai'], ROLL, requestId);
      expect(visit.covers.map(({ paperId, print: { state } }) => [paperId, state])).toEqual([['to-khai', 'queued'], ['uy-quyen', 'queued']]);
    }
    expect(jobs().map(({ label, printer }) => [label, printer])).toEqual([['A001 · 1/3', null], ['A001 · 3/3', null]]);
    expect(words()[1]).toMatchObject({ number: 'A001', paperName: 'Văn bản ủy quyền', procedureName: 'Đăng ký khai sinh', place: 3, places: 3 });
    expect(parseCoverSheet(words()[1]?.qr ?? '')).toEqual({ of: 'visit', visitId, paperId: 'uy-quyen' });
    expect(JSON.stringify(words())).not.toMatch(/Lan|001185000012/);
    expect(station.woken).toEqual(['printer']);
  });

  it('are not queued without procedure, for papers that are not asked for, without a printer, or for another counter’s visit', async () => {
    await expect(print(['to-khai'])).rejects.toMatchObject({ code: 'visit.no-procedure' });
    await choose();
    await expect(print(['to-khai', 'so-ho-khau'])).rejects.toMatchObject({ code: 'paper.unknown' });
    hasRoll = false;
    await expect(print(['to-khai'])).rejects.toMatchObject({ code: 'printer.absent' });
    await expect(station.call('cover.print', covers['cover.print'], atCounter(2), { visitId, paperIds: ['to-khai'], printer: OFFICE })).rejects.toMatchObject({ code: 'ticket.other-counter' });
    expect(jobs()).toEqual([]);
  });

  it('asked for again settle those that failed, and leave those alone that are on their way', async () => {
    await choose();
    await print(['to-khai', 'uy-quyen']);
    station.context.database.write((store) => store.run(`UPDATE print_job SET state = 'failed', code = 'printer.paper-out' WHERE label = 'A001 · 1/3'`));
    await print(['to-khai', 'uy-quyen']);
    expect(jobs().map(({ label, state }) => [label, state])).toEqual([['A001 · 1/3', 'marked'], ['A001 · 3/3', 'queued'], ['A001 · 1/3', 'queued']]);
  });
});

describe('the printers of a counter', () => {
  const list = () => station.call('cover.printers', covers['cover.printers'], COUNTER, {});

  it('are those of the machine, and the one that was used last is remembered over a restart', async () => {
    expect(await list()).toEqual({ roll: true, system: [{ name: 'van-phong', label: 'HP văn phòng' }], code: null, chosen: null });
    await choose();
    await print(['to-khai'], OFFICE);
    station.reopen();
    expect((await list()).chosen).toEqual(OFFICE);
  });

  it('are only the roll where the host reaches none; why they are not known is said', async () => {
    printers = () => Promise.reject(new Refusal('host.not-here'));
    expect(await list()).toMatchObject({ roll: true, system: [], code: null });
    printers = () => Promise.reject(new Refusal('printer.timeout'));
    expect(await list()).toMatchObject({ system: [], code: 'printer.timeout' });
  });
});

describe('the line of the system’s printers', () => {
  const page: PageForPrinter = { kind: 'page', title: 'x', body: '<p>x</p>', style: '' };
  function start(outcomes: readonly (SystemPrintOutcome | Error)[], handed: string[]): void {
    const { database, clock, identity } = station.context;
    const next = [...outcomes];
    runner = startPrintRunner({
      database, clock, identity, printer: null, draw: () => Promise.reject(new Error('this line draws nothing')),
      hand: async ({ printer }) => {
        handed.push(`${page.kind} ${printer} ${jobs().map(({ state }) => state).join(' ')}`);
        const outcome = next.shift() ?? { kind: 'printed' };
        if (outcome instanceof Error) throw outcome;
        return await Promise.resolve(outcome);
      },
      publish: () => undefined, wakeSync: () => undefined, paperUsed: () => expect.fail('the roll has nothing to do with it'), onFailure: () => undefined,
    });
  }
  const ended = async (): Promise<void> => {
    await expect.poll(() => jobs().filter(({ printer, state }) => printer !== null && (state === 'queued' || state === 'printing'))).toEqual([]);
  };

  it('hands each job over once, durable before, and leaves those of the roll to the roll', async () => {
    await choose();
    await print(['to-khai'], ROLL);
    await print(['giay-chung-sinh', 'uy-quyen'], OFFICE);
    const handed: string[] = [];
    start([{ kind: 'printed' }, { kind: 'unknown', code: 'printer.timeout' }], handed);
    await ended();
    expect(handed).toEqual(['page van-phong queued printing queued', 'page van-phong queued printed printing']);
    expect(jobs().map(({ state, code }) => [state, code])).toEqual([['queued', null], ['printed', null], ['unknown', 'printer.timeout']]);
  });

  it('says failed where nothing was handed over, and a person has it printed again or marks it; the city hears of none of it', async () => {
    await choose();
    await print(['to-khai', 'uy-quyen'], OFFICE);
    start([{ kind: 'failed', code: 'printer.absent' }, new Error('a page that cannot be laid out')], []);
    await ended();
    expect(jobs().map(({ state, code }) => [state, code])).toEqual([['failed', 'printer.absent'], ['failed', 'printer.error']]);
    const listed = (await station.call('print.list', printHandlers['print.list'], COUNTER, {})).jobs.filter(({ what }) => what === 'cover');
    expect(listed.map(({ what, label }) => [what, label])).toEqual([['cover', 'A001 · 3/3'], ['cover', 'A001 · 1/3']]);
    const [marked, again] = listed;
    if (marked === undefined || again === undefined) throw new Error('both are listed');
    await station.call('print.mark', printHandlers['print.mark'], COUNTER, { printJobId: marked.printJobId });
    await station.call('print.retry', printHandlers['print.retry'], COUNTER, { printJobId: again.printJobId });
    runner?.wake();
    await ended();
    expect(jobs().map(({ state }) => state)).toEqual(['printed', 'marked']);
    expect(station.context.database.read((store) => store.all(z.object({ type: z.string() }), `SELECT type FROM event WHERE type = 'print.ended'`))).toEqual([]);
  });

  it('does not print by surprise after a crash what was handed over before it', async () => {
    await choose();
    await print(['to-khai'], OFFICE);
    station.context.database.write((store) => store.run(`UPDATE print_job SET state = 'printing'`));
    station.reopen();
    const handed: string[] = [];
    start([], handed);
    await ended();
    expect([jobs().map(({ state, code }) => [state, code]), handed]).toEqual([[['unknown', 'printer.interrupted']], []]);
  });
});
