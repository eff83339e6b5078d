// A store made anew out of its log equals the one that was written step by step, whatever officers did; and where it does not, it is found and put right.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { projectedRows } from '../../../../tests/fakes/projected-rows.ts';
import { admin, counter, newRequestId, QueueBench, type BenchCommand } from '../../../../tests/fakes/queue-bench.ts';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { DossierId, TicketId } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import type { DossierStatus } from '../../../../shared/domain/dossier/status.ts';
import { dossierLifeHandlers as life, moveDossierHandler } from '../../commands/dossier/dossier-life.ts';
import { dossierById } from '../dossiers.ts';
import { dueCareHandlers } from '../../commands/dossier/due-care.ts';
import { lifeHandlers } from '../../commands/handover/life-handlers.ts';
import { rebuildHandler } from '../../commands/admin/rebuild-handler.ts';
import type { StationDatabase } from '../database.ts';
import { STORE_FILE } from '../store-lock.ts';
import { record } from '../record.ts';
import { compareProjections, comparisonSchema } from './compare.ts';
import { PROJECTED_TABLES } from './project.ts';
import { renewProjections, reproject } from './replay.ts';

const hand = lifeHandlers([]);
const move = moveDossierHandler([{ year: 2026, closed: [], working: [] }]);
const LATER_TABLES = ['dossier_fee', 'payment', 'bank_word', 'receipt_gap', 'drawer_count', 'pay_day', 'handover_list', 'handover_item', 'dossier_result'];
/** Many stores are made one after the other, each with every write durable: on a slow disk that takes minutes. */
const LONG_MS = 120_000;
const KEY = Buffer.alloc(32, 7);
const compare = (folder: string) => compareProjections({ file: path.join(folder, STORE_FILE), key: KEY });
const same = (rows: ReturnType<typeof projectedRows>) => PROJECTED_TABLES.map(({ name }) => ({ table: name, rows: rows[name]?.length ?? 0, differed: 0 }));

/** Makes everything anew and demands that not a value has changed. */
function expectRebuilt(folder: string, database: StationDatabase): void {
  const before = projectedRows(database);
  expect(compare(folder)).toMatchObject({ kind: 'compared', tables: same(before), aggregates: [] });
  database.write((store) => store.run(`INSERT INTO meta (name, value) VALUES ('projection-version', 'older') ON CONFLICT (name) DO UPDATE SET value = 'older'`));
  renewProjections(database);
  expect(projectedRows(database)).toEqual(before);
}

type Step = readonly [command: BenchCommand | 'wait', counterId: number, pick: number];
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom<BenchCommand | 'wait'>(
    'ticket.issue', 'ticket.issue', 'ticket.issue', 'queue.next', 'queue.next', 'queue.next', 'ticket.call', 'ticket.recall', 'ticket.skip', 'ticket.skip', 'ticket.skip', 'ticket.restore', 'ticket.restore', 'ticket.hold', 'ticket.transfer', 'ticket.finish', 'ticket.check-priority', 'ticket.check-priority',
    'counter.pause', 'counter.resume', 'wait',
  ),
  fc.integer({ min: 1, max: 3 }),
  fc.nat(20),
);

/** Somebody who never comes: from here a number can be restored. */
const MISSED_ONCE: readonly Step[] = [['ticket.issue', 1, 3], ...Array.from({ length: 3 }, (): readonly Step[] => [['queue.next', 1, 1], ['ticket.skip', 1, 1]]).flat()];

function take(bench: QueueBench, [command, counterId, pick]: Step, tickets: TicketId[]): void {
  bench.clock.advance(command !== 'wait' ? pick * 700 : pick === 0 ? 24 * 3_600_000 : pick * 300_000);
  if (command === 'wait') return;
  // Mostly whom the move is meant for, so that days get somewhere; sometimes anybody, so that refusals are among them.
  const { current, missed } = bench.call('desk.read', {}, counter(counterId));
  const meant = command === 'ticket.restore' ? missed[0] : command === 'ticket.call' ? undefined : current;
  const ticketId = (pick % 5 === 0 ? undefined : meant?.ticketId) ?? tickets[pick % Math.max(1, tickets.length)];
  const field = ['A', 'B', 'C'][pick % 3] ?? 'A';
  if (command === 'ticket.issue') return void tickets.push(bench.issue(field, pick % 4 === 0 ? 'elderly' : 'none').ticketId);
  if (command.startsWith('ticket.') && ticketId === undefined) return;
  const inputs: Partial<Record<BenchCommand, object>> = {
    'ticket.hold': { ticketId, reason: 'lấy giấy tờ' }, 'ticket.check-priority': { ticketId, outcome: pick % 2 === 0 ? 'removed' : 'confirmed', reason: 'chưa đủ tuổi' }, 'ticket.transfer': { ticketId, toField: field, toCounter: pick % 2 === 0 ? null : 3 }, 'counter.pause': { reason: pick % 2 === 0 ? 'break' : 'meeting' },
    'counter.resume': {}, 'queue.next': {},
  };
  try {
    bench.call(command, inputs[command] ?? { ticketId }, counter(counterId));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** A list, and sometimes the other side's word with one sent back. */
async function handOver(station: TestStation, dossierIds: readonly DossierId[], isReceived: boolean): Promise<void> {
  const { listId } = await station.call('handover.make', hand['handover.make'], atCounter(1), { unit: 'Phòng Mẫu', toName: '', dossierIds: [...dossierIds], printer: null, slips: false });
  if (isReceived) await station.call('handover.receive', hand['handover.receive'], atCounter(1), { listId, receivedBy: 'Mẫu', refused: dossierIds.slice(1).map((dossierId) => ({ dossierId, why: 'wrong-unit' as const, note: '' })) });
}

describe('a store made anew', () => {
  it('equals the live one after any day at the counters', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
        using bench = new QueueBench();
        const tickets: TicketId[] = [];
        for (const own of [...MISSED_ONCE, ...steps]) take(bench, own, tickets);
        expectRebuilt(bench.folder, bench.database);
      }),
      { numRuns: 25 },
    );
  }, LONG_MS);

  it('equals the live one after any life of dossiers', async () => {
    const deed = fc.tuple(fc.constantFrom('move', 'move', 'move', 'correct', 'correct', 'apologise', 'other-day', 'other-day', 'void', 'note', 'hand', 'arrive', 'arrive', 'call', 'return', 'return', 'sign'), fc.nat(1), fc.integer({ min: 1, max: 10 }));
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 15 }), async (deeds) => {
        await using station = new TestStation({ procedures: [BIRTH] });
        const dossiers = [await openDossier(station), await openDossier(station, { counterId: 1 })];
        for (const [what, which, value] of deeds) {
          const dossierId = dossiers[which]?.dossierId ?? expect.fail('two were opened');
          const call = async (): Promise<unknown> => {
            if (what === 'move') return await station.call('dossier.move', move, atCounter(2), { dossierId, to: value as DossierStatus, reason: '' });
            if (what === 'correct') return await station.call('dossier.correct', life['dossier.correct'], atCounter(1), { dossierId, revision: 0, fields: value % 2 === 0 ? { phone: `090000000${value}` } : { address: `Thôn ${value}`, phone: '' }, reason: 'sai' });
            if (what === 'apologise') return await station.call('dossier.apologise', dueCareHandlers([])['dossier.apologise'], atCounter(1), { dossierId, day: `${String(value + 1).padStart(2, '0')}/09/2026`, time: '10:00', reason: 'chờ' });
            if (what === 'other-day') return await station.call('dossier.move-supplement-day', dueCareHandlers([])['dossier.move-supplement-day'], atCounter(1), { dossierId, seen: station.context.database.read((store) => dossierById(store, dossierId))?.supplementBy ?? null, day: `${String(value + 1).padStart(2, '0')}/09/2026`, reason: 'chờ' });
            if (what === 'void') return await station.call('dossier.void', life['dossier.void'], atCounter(1), { dossierId, reason: 'nhầm' });
            if (what === 'hand') return await handOver(station, dossiers.slice(0, 1 + (value % 2)).map((own) => own.dossierId), value % 3 === 0);
            if (what === 'arrive') return await station.call('result.arrive', hand['result.arrive'], atCounter(2), { dossierIds: [dossierId], kind: value < 7 ? 'paper' : value < 9 ? 'refusal' : 'supplements', place: 'Tủ A', number: '', abstract: '', issuedOn: value % 2 === 0 ? '' : '10/07/2026', reason: 'mẫu' });
            if (what === 'call') return await station.call('result.call', hand['result.call'], atCounter(2), { dossierId, manner: 'phoned', note: '' });
            if (what === 'return') return await station.call('result.return', hand['result.return'], atCounter(2), { dossierId, give: { manner: 'by-hand', to: 'applicant', toName: '', shown: LAN.idNumber, proof: '', receipt: 'lost' }, papersBack: [], unpaidReason: '', printer: null });
            if (what === 'sign') return await station.call('result.sign', hand['result.sign'], atCounter(2), { dossierId });
            return await station.call('dossier.note', life['dossier.note'], atCounter(1), { dossierId, text: `số ${value}` });
          };
          await call().catch((error: unknown) => expect(error).toBeInstanceOf(Refusal));
        }
        expectRebuilt(station.folder, station.context.database);
      }),
      { numRuns: 8 },
    );
  }, LONG_MS);
});

describe('rebuilding', () => {
  let bench: QueueBench;
  beforeEach(() => {
    bench = new QueueBench();
    for (const field of ['A', 'A', 'B']) bench.issue(field);
    bench.next(1);
    bench.call('counter.pause', { reason: 'break' }, counter(3));
  });
  afterEach(() => bench[Symbol.dispose]());
  const run = (requestId = newRequestId(), found = () => Promise.resolve(compare(bench.folder))) => Promise.resolve(rebuildHandler(found)(bench.context, { requestId }, admin));
  const spoil = (sql: string): void => bench.database.write((store) => void store.run(sql));
  const insert = (type: string, version: number, body: object, aggId = 'x'): void =>
    bench.database.write((store) => {
      store.runOne(
        `INSERT INTO event (seq, op_id, incarnation, agg_type, agg_id, agg_rev, type, type_version, body, at, monotonic_ms, boot_id, actor, prev_hash, hash)
         SELECT max(seq) + 1, $opId, 1, 'ticket', $aggId, 90 + max(seq), $type, $version, $body, $at, 0, '', 'counter-1', $hash, $hash FROM event`,
        { hash: '0'.repeat(64), opId: bench.clock.uuid(), aggId, type, version, body: JSON.stringify(body), at: bench.clock.now() },
      );
    });

  it('finds nothing to do in a store that nobody has touched, and answers a repeated request the same', async () => {
    const requestId = newRequestId();
    const answer = await run(requestId);
    expect(answer).toEqual({ events: 5, tables: [{ table: 'ticket', rows: 3, differed: 0 }, { table: 'counter', rows: 1, differed: 0 }, { table: 'dossier', rows: 0, differed: 0 }, { table: 'dossier_page', rows: 0, differed: 0 }, { table: 'outside_paper', rows: 0, differed: 0 }, { table: 'signed_document', rows: 0, differed: 0 }, { table: 'rating', rows: 0, differed: 0 }, { table: 'turned_away', rows: 0, differed: 0 }, { table: 'petition', rows: 0, differed: 0 }, { table: 'opinion', rows: 0, differed: 0 }, { table: 'helped', rows: 0, differed: 0 }, { table: 'holiday_year', rows: 0, differed: 0 }, { table: 'index_reading', rows: 0, differed: 0 }, ...LATER_TABLES.map((table) => ({ table, rows: 0, differed: 0 }))] });
    bench.told.length = 0;
    expect([await run(requestId), bench.told]).toEqual([answer, []]);
  });

  it('puts right what was changed, lost or made up, says how much it was, and tells windows', async () => {
    const before = projectedRows(bench.database);
    spoil(`UPDATE ticket SET state = 'served' WHERE number = 'A002'`);
    spoil(`DELETE FROM ticket WHERE number = 'B001'`);
    spoil(`INSERT INTO ticket (ticket_id, day, number, field, sequence, priority, state, issued_at, queued_at) VALUES ('made-up', '2026-11-23', 'A077', 'A', 77, 'none', 'waiting', 1, 1)`);
    spoil(`INSERT INTO counter (counter_id, state) VALUES (1, 'paused')`);
    bench.told.length = 0;
    expect((await run()).tables.map(({ table, differed }) => [table, differed])).toEqual([['ticket', 3], ['counter', 1], ['dossier', 0], ['dossier_page', 0], ['outside_paper', 0], ['signed_document', 0], ['rating', 0], ['turned_away', 0], ['petition', 0], ['opinion', 0], ['helped', 0], ['holiday_year', 0], ['index_reading', 0], ...LATER_TABLES.map((table) => [table, 0])]);
    expect(projectedRows(bench.database)).toEqual(before);
    expect(bench.told.map(([name]) => name)).toEqual(['queue.changed', 'dossiers.changed']);
    expect((await run()).tables.every(({ differed }) => differed === 0)).toBe(true);
  });

  it('refuses where an event cannot be read, and leaves everything as it was', async () => {
    insert('ticket.held', 1, { ticketId: 'nobody' });
    spoil(`UPDATE ticket SET state = 'missed' WHERE number = 'A002'`);
    const before = projectedRows(bench.database);
    await expect(run()).rejects.toMatchObject({ code: 'store.rebuild-differs' });
    expect(projectedRows(bench.database)).toEqual(before);
    expect(compare(bench.folder)).toEqual({ kind: 'unreadable', detail: expect.stringMatching(/^event 1\/6 cannot be read: /) as string });
    // One that is written between comparison and repair, likewise.
    const { ticketId } = bench.issue();
    insert('ticket.held', 1, { ticketId, counterId: 'x' }, ticketId);
    const found = { kind: 'compared', events: 7, tables: [], aggregates: [{ type: 'ticket', id: ticketId }] } as const;
    await expect(run(newRequestId(), () => Promise.resolve({ ...found, tables: [], aggregates: [...found.aggregates] }))).rejects.toMatchObject({ code: 'store.rebuild-differs' });
  });

  it('passes over what this program has not learned, and counts it', async () => {
    insert('ticket.praised', 1, { stars: 5 });
    insert('ticket.held', 9, { anything: true });
    expect(await run()).toMatchObject({ events: 7, tables: PROJECTED_TABLES.map(({ name }) => (name === 'ticket' ? { table: 'ticket', rows: 3, differed: 0 } : { table: name })) });
  });

  it('reads a skip of the first version as one of today', () => {
    const { ticketId } = bench.issue();
    insert('ticket.skipped', 1, { ticketId, counterId: 1, skips: 1, missed: false }, ticketId);
    bench.database.write((store) => reproject(store, { type: 'ticket', id: ticketId }));
    expect(projectedRows(bench.database)['ticket']?.find((row) => row['ticket_id'] === ticketId)).toMatchObject({ state: 'waiting', skips: 1, queued_at: bench.clock.now() });
  });

  it('takes a fact that was written once more under a new incarnation for the same one', () => {
    bench.call('ticket.recall', { ticketId: ticketOf('A001') }, counter(1));
    bench.database.write((store) =>
      store.run(
        `INSERT INTO event (seq, op_id, incarnation, agg_type, agg_id, agg_rev, type, type_version, body, at, monotonic_ms, boot_id, actor, prev_hash, hash)
         SELECT seq + 100, op_id, 2, agg_type, agg_id, agg_rev, type, type_version, body, at, monotonic_ms, boot_id, actor, prev_hash, hash FROM event`,
      ),
    );
    expect(projectedRows(bench.database)['ticket']?.find((row) => row['number'] === 'A001')).toMatchObject({ calls: 2 });
    expectRebuilt(bench.folder, bench.database);
  });

  it('takes what the city gave back into its place: before what happened later', () => {
    const ticketId = ticketOf('A001');
    // The store was put back to a moment before the recall and the hold; in its new life the person was called again.
    bench.database.write((store) => {
      const give = (seq: number, type: string, body: object): void =>
        store.runOne(
          `INSERT INTO returned_event (seq, op_id, incarnation, agg_type, agg_id, agg_rev, type, type_version, body, at, actor, prev_hash, hash) VALUES ($seq, $opId, 1, 'ticket', $ticketId, $seq, $type, 1, $body, 5, 'counter-1', '', '')`,
          { seq, opId: bench.clock.uuid(), ticketId, type, body: JSON.stringify({ ticketId, ...body }) },
        );
      give(6, 'ticket.recalled', { counterId: 1 });
      give(7, 'ticket.held', { counterId: 1, reason: 'lấy giấy' });
    });
    const before = bench.identity.incarnation;
    Object.assign(bench.identity, { incarnation: 2 });
    bench.call('ticket.finish', { ticketId }, counter(1));
    bench.database.write((store) => reproject(store, { type: 'ticket', id: ticketId }));
    expect([before, projectedRows(bench.database)['ticket']?.find((row) => row['ticket_id'] === ticketId)]).toMatchObject([1, { state: 'served', calls: 2, hold_reason: 'lấy giấy' }]);
    expectRebuilt(bench.folder, bench.database);
  });

  it('leaves rows alone of which a salvage has read more than the log still tells', async () => {
    bench.call('ticket.recall', { ticketId: ticketOf('A001') }, counter(1));
    const before = projectedRows(bench.database);
    // The page of the log with the first events is rotten; that of the tickets is not.
    spoil('DROP TRIGGER event_never_goes');
    spoil('DELETE FROM event WHERE seq <= 2');
    spoil('INSERT INTO salvage_gap (from_seq, to_seq) VALUES (1, 2)');
    await run();
    expect(projectedRows(bench.database)).toEqual(before);
    renewProjections(bench.database);
    expect(projectedRows(bench.database)).toEqual(before);
  });

  it('is done on a thread that stands beside the windows', async () => {
    spoil(`UPDATE ticket SET state = 'served' WHERE number = 'A002'`);
    const worker = new Worker(new URL('../../store-worker.ts', import.meta.url), { workerData: { file: path.join(bench.folder, STORE_FILE), key: KEY, commune: 'T149', station: 'K1' } });
    try {
      const said = new Promise<unknown>((resolve, reject) => worker.once('message', resolve).once('error', reject));
      worker.postMessage({ compare: 'projections' });
      expect(comparisonSchema.parse(await said)).toMatchObject({ kind: 'compared', aggregates: [{ type: 'ticket', id: ticketOf('A002') }] });
    } finally {
      await worker.terminate();
    }
  });

  it('happens by itself at the start where another version of the program made the rows, once', () => {
    const before = projectedRows(bench.database);
    expect([renewProjections(bench.database), renewProjections(bench.database)]).toEqual([5, null]);
    spoil(`UPDATE meta SET value = '0' WHERE name = 'projection-version'`);
    spoil('DELETE FROM ticket');
    expect([renewProjections(bench.database), projectedRows(bench.database)]).toEqual([5, before]);
  });

  function ticketOf(number: string): TicketId {
    const row = projectedRows(bench.database)['ticket']?.find((own) => own['number'] === number);
    return (row?.['ticket_id'] ?? expect.fail(`${number} was issued`)) as TicketId;
  }
});

it('a number or code that is there already is a bug that leaves nothing behind', () => {
  using bench = new QueueBench();
  const { number } = bench.issue();
  const before = projectedRows(bench.database);
  const other = '018f0000-0000-7000-8000-0000000000aa' as TicketId;
  const body = { ticketId: other, day: businessDayOf(bench.clock.now()), number, field: BIRTH.field, sequence: 2, priority: 'none', procedureCode: null, via: 'kiosk' } as const;
  expect(() => bench.database.write((store) => record(store, bench.identity, bench.clock, { type: 'ticket.issued', aggregate: 'ticket', aggregateId: other, actor: 'kiosk', at: bench.clock.now(), body }))).toThrow('a number or code is given once');
  expect([projectedRows(bench.database), bench.events()]).toEqual([before, [expect.objectContaining({ type: 'ticket.issued' })]]);
});
