// What the city did not take: who sees what of it, how it is put right, and that what was given up has no effect here either.

import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { CounterId, DossierId, OperationId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { DeadLetter } from '../../../../shared/contract/care.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { LogEventBody } from '../../../../shared/wire/log-events.ts';
import type { PushResult } from '../../../../shared/wire/messages.ts';
import type { Operation } from '../../../../shared/wire/operation.ts';
import { recordPushed, recordSettled } from '../../store/answers.ts';
import { countLetters } from '../../store/dead-letters.ts';
import { cityStateOf, dossierById, openingOf } from '../../store/dossiers.ts';
import { readOperations } from '../../store/event-log.ts';
import { compareProjections } from '../../store/projections/compare.ts';
import { record } from '../../store/record.ts';
import { STORE_FILE } from '../../store/store-lock.ts';
import { readWaiting } from '../../store/sync-state.ts';
import { dossierLifeHandlers } from '../dossier/dossier-life.ts';
import { deadLetterHandlers } from './dead-letter-handlers.ts';

const COUNTER = atCounter(3);
const ADMIN: Caller = { role: 'admin' };
const DOSSIER = '0198a5c0-0000-7000-8000-000000000001' as DossierId;

let station: TestStation;
beforeEach(() => {
  station = new TestStation();
});
afterEach(() => station[Symbol.asyncDispose]());

const opening = (): LogEventBody<'dossier.opened'> => ({
  dossierId: DOSSIER, visitId: '0198a5c0-0000-7000-8000-000000000002' as LogEventBody<'dossier.opened'>['visitId'], ticketNumber: 'A001', provisionalCode: 'T149-K1-000001-X', officialCode: null,
  procedureCode: '1.000001' as LogEventBody<'dossier.opened'>['procedureCode'], procedureName: 'Thủ tục mẫu', applicant: { ...LAN, source: 'typed' }, papers: [], counterId: 3 as CounterId,
  officerName: 'Cán bộ mẫu', receivedAt: station.clock.now(), dueAt: null, status: 2,
});
const append = <Type extends 'dossier.opened' | 'dossier.corrected' | 'dossier.moved' | 'dossier.voided'>(type: Type, body: LogEventBody<Type>): OperationId =>
  station.context.database.write((store) => record(store, station.context.identity, station.clock, { type, aggregate: 'dossier', aggregateId: DOSSIER, actor: 'counter-3', body })).opId;
const operations = (): readonly Operation[] => station.context.database.read((store) => readOperations(store, 0, 1000));
const operation = (opId: OperationId): Operation => must(operations().find((each) => each.opId === opId), 'it is in the log');
/** The city answers everything; what is not named is applied. */
function answer(answers: Readonly<Record<string, Omit<Extract<PushResult, { kind: 'rejected' }>, 'opId'> | Omit<Extract<PushResult, { kind: 'held' }>, 'opId'>>> = {}): void {
  const sent = operations();
  const results = new Map(sent.map(({ opId }): [string, PushResult] => [opId, { opId, ...(answers[opId] ?? { kind: 'applied' }) }]));
  station.context.database.write((store) => recordPushed(store, sent, results, station.clock.now()));
}
const refused = (field?: string): Omit<Extract<PushResult, { kind: 'rejected' }>, 'opId'> => ({ kind: 'rejected', code: 'operation.invalid-body', detail: '', ...(field === undefined ? {} : { field }) });
const list = async (): Promise<readonly DeadLetter[]> => (await station.call('dead-letter.list', deadLetterHandlers['dead-letter.list'], COUNTER, {})).letters;
const opIdAt = (sequence: number): OperationId => must(operations().find(({ seq }) => seq === sequence), 'it is in the log').opId;
const read = (sequence: number) => station.call('dead-letter.read', deadLetterHandlers['dead-letter.read'], COUNTER, { opId: opIdAt(sequence) });
const resend = (sequence: number, changes: Record<string, string>) => station.call('dead-letter.resend', deadLetterHandlers['dead-letter.resend'], COUNTER, { opId: opIdAt(sequence), changes });
const withdraw = (sequence: number) => station.call('dead-letter.withdraw', deadLetterHandlers['dead-letter.withdraw'], ADMIN, { opId: opIdAt(sequence), reason: 'ghi nhầm' });
const refusal = async (work: Promise<unknown>): Promise<unknown> => work.then(() => 'not refused', (error: unknown) => (error instanceof Refusal ? [error.code, error.params] : error));
const dossier = () => must(station.context.database.read((store) => dossierById(store, DOSSIER)), 'it was opened');

/** What people decided stands in the log: everything made anew out of it is the same. */
function expectSameFromLog(): void {
  const made = compareProjections({ file: path.join(station.folder, STORE_FILE), key: Buffer.alloc(32, 7) });
  expect(made).toMatchObject({ kind: 'compared', aggregates: [] });
}

describe('the list', () => {
  it('says what it is, why, whose, and what waits for what, and nothing about a person', async () => {
    const first = append('dossier.opened', opening());
    const second = append('dossier.voided', { dossierId: DOSSIER, reason: 'mẫu' });
    answer({ [first]: refused('applicant.idNumber'), [second]: { kind: 'held', by: first } });
    const letters = await list();
    expect(letters).toMatchObject([
      { sequence: 1, opId: first, type: 'dossier.opened', state: 'rejected', label: 'T149-K1-000001-X', code: 'operation.invalid-body', actor: 'counter-3', heldBy: null, canResend: true, canWithdraw: true },
      { sequence: 2, opId: second, state: 'held', code: 'operation.held', heldBy: 1, canResend: false, canWithdraw: true },
    ]);
    expect(JSON.stringify(letters)).not.toMatch(/Lan|001185/);
    expect(station.context.database.read(countLetters)).toMatchObject([{ state: 'held', count: 1 }, { state: 'rejected', count: 1 }]);
  });
});

describe('reading one', () => {
  it('shows the texts with the one at fault, and the look is noted', async () => {
    answer({ [append('dossier.opened', opening())]: refused('applicant.idNumber') });
    const { fields } = await read(1);
    expect(fields.find(({ path }) => path === 'applicant.fullName')).toEqual({ path: 'applicant.fullName', value: LAN.fullName, isAtFault: false });
    expect(fields.filter(({ isAtFault }) => isAtFault)).toEqual([{ path: 'applicant.idNumber', value: LAN.idNumber, isAtFault: true }]);
    expect(fields.map(({ path }) => path)).toContain('receivedAt');
    expect(fields.map(({ path }) => path)).not.toContain('provisionalCode');
    expect(operations().at(-1)).toMatchObject({ type: 'access.noted', actor: 'counter-3', body: { dossierId: DOSSIER, purpose: 'correction' } });
  });

  it('shows nothing of somebody whose data was erased, and sends nothing of it again', async () => {
    answer({ [append('dossier.opened', opening())]: refused() });
    station.context.database.write((store) => record(store, station.context.identity, station.clock, { type: 'dossier.erased', aggregate: 'dossier', aggregateId: DOSSIER, actor: 'admin', body: { dossierId: DOSSIER, reason: 'mẫu' } }));
    expect(await read(1)).toMatchObject({ letter: { canResend: false, canWithdraw: true }, fields: [] });
    expect(await refusal(resend(1, { 'applicant.fullName': 'Trần Văn Mẫu' }))).toEqual(['dead-letter.not-found', {}]);
  });
});

describe('sending again', () => {
  it('writes a new operation that names the old one, and the dossier here follows', async () => {
    const first = append('dossier.opened', opening());
    answer({ [first]: refused('applicant.fullName') });
    expect([cityStateOf(dossier()), station.context.database.read(readWaiting).deadLetters]).toEqual(['refused', 1]);
    expect(await resend(1, { 'applicant.fullName': 'Nguyễn Thị Lan Mẫu', receivedAt: '2026-07-12 08:30' })).toEqual({ letters: [] });
    const again = must(operations().at(-1), 'it was written');
    expect(again).toMatchObject({ type: 'dossier.opened', aggId: DOSSIER, aggRev: 2, actor: 'counter-3', refersTo: first, body: { provisionalCode: 'T149-K1-000001-X', receivedAt: Date.parse('2026-07-12T08:30:00+07:00') } });
    expect(operation(first).body).toMatchObject({ applicant: { fullName: LAN.fullName } });
    expect(dossier()).toMatchObject({ applicantName: 'Nguyễn Thị Lan Mẫu', receivedAt: Date.parse('2026-07-12T08:30:00+07:00') });
    expect([cityStateOf(dossier()), station.context.database.read(readWaiting).deadLetters]).toEqual(['waiting', 0]);
    station.context.database.write((store) => recordSettled(store, { opId: first, kind: 'applied', code: 'operation.resent', detail: '' }, station.clock.now()));
    answer();
    expect([await list(), cityStateOf(dossier())]).toEqual([[], 'complete']);
    expectSameFromLog();
  });

  it('shows and prints what was put right, and never again what was refused', async () => {
    const first = append('dossier.opened', opening());
    answer({ [first]: refused('applicant.fullName') });
    await resend(1, { 'applicant.fullName': 'Nguyễn Thị Lan Mẫu', 'applicant.phone': '0900000000' });
    const { applicant } = await station.call('dossier.read', dossierLifeHandlers['dossier.read'], COUNTER, { dossierId: DOSSIER });
    expect(applicant).toMatchObject({ fullName: 'Nguyễn Thị Lan Mẫu', phone: '0900000000' });
    expect(station.context.database.read((store) => openingOf(store, DOSSIER))?.applicant.fullName).toBe('Nguyễn Thị Lan Mẫu');
  });

  it('keeps a time that was not touched to the millisecond', async () => {
    station.clock.advance(12_345);
    const body = opening();
    answer({ [append('dossier.opened', body)]: refused() });
    await resend(1, { 'applicant.phone': '0900000000', receivedAt: '2026-07-13 09:00' });
    expect(operations().at(-1)?.body['receivedAt']).toBe(body.receivedAt);
  });

  it('is refused without a change, with one that the schema does not take, and of what may not be changed', async () => {
    answer({ [append('dossier.opened', opening())]: refused() });
    expect(await refusal(resend(1, {}))).toEqual(['dead-letter.unchanged', {}]);
    expect(await refusal(resend(1, { 'applicant.fullName': LAN.fullName }))).toEqual(['dead-letter.unchanged', {}]);
    expect(await refusal(resend(1, { 'applicant.fullName': '' }))).toEqual(['dead-letter.invalid', { path: 'applicant.fullName' }]);
    expect(await refusal(resend(1, { 'applicant.idNumber': '0'.repeat(21) }))).toEqual(['dead-letter.invalid', { path: 'applicant.idNumber' }]);
    expect(await refusal(resend(1, { receivedAt: 'hôm qua' }))).toEqual(['dead-letter.invalid', { path: 'receivedAt' }]);
    expect(await refusal(resend(1, { provisionalCode: 'T149-K1-000002-X' }))).toEqual(['dead-letter.invalid', { path: 'provisionalCode' }]);
    expect(await refusal(station.call('dead-letter.resend', deadLetterHandlers['dead-letter.resend'], COUNTER, { opId: station.clock.uuid() as OperationId, changes: {} }))).toEqual(['dead-letter.not-found', {}]);
    expect([operations().length, (await list()).length]).toEqual([1, 1]);
  });

  it('that is refused again stands on the list under its own name, and the old one does not', async () => {
    const first = append('dossier.opened', opening());
    answer({ [first]: refused() });
    await resend(1, { 'applicant.phone': '0900000000' });
    const again = must(operations().at(-1), 'it was written');
    station.context.database.write((store) => recordSettled(store, { opId: first, kind: 'withdrawn', code: 'operation.replaced', detail: again.opId }, station.clock.now()));
    answer({ [again.opId]: refused() });
    expect(await list()).toMatchObject([{ sequence: again.seq, opId: again.opId }]);
    expect(cityStateOf(dossier())).toBe('refused');
  });

  it('twice by one request writes one operation', async () => {
    answer({ [append('dossier.opened', opening())]: refused() });
    const input = { requestId: station.requestId(), opId: opIdAt(1), changes: { 'applicant.phone': '0900000000' } };
    const once = await station.call('dead-letter.resend', deadLetterHandlers['dead-letter.resend'], COUNTER, input);
    expect(await station.call('dead-letter.resend', deadLetterHandlers['dead-letter.resend'], COUNTER, input)).toEqual(once);
    expect(operations().length).toBe(2);
  });
});

describe('giving up', () => {
  it('an opening leaves the dossier void, still shown as refused, and the event in the log', async () => {
    const first = append('dossier.opened', opening());
    answer({ [first]: refused() });
    expect(await withdraw(1)).toEqual({ letters: [] });
    expect(operations().at(-1)).toMatchObject({ type: 'operation.withdrawn', aggId: DOSSIER, actor: 'admin', body: { opId: first, reason: 'ghi nhầm' } });
    station.context.database.write((store) => recordSettled(store, { opId: first, kind: 'withdrawn', code: 'operation.withdrawn', detail: '' }, station.clock.now()));
    expect([dossier().isVoided, cityStateOf(dossier()), operation(first).body['dossierId']]).toEqual([true, 'refused', DOSSIER]);
    expect(await refusal(withdraw(1))).toEqual(['dead-letter.not-found', {}]);
    expectSameFromLog();
  });

  it('a correction, a move or a voiding leaves nothing of it here', async () => {
    append('dossier.opened', opening());
    const corrected = append('dossier.corrected', { dossierId: DOSSIER, fields: { phone: { from: LAN.phone, to: '0900000000' } }, reason: 'mẫu' });
    const moved = append('dossier.moved', { dossierId: DOSSIER, from: 2, to: 3, reason: '', dueAt: null });
    const voided = append('dossier.voided', { dossierId: DOSSIER, reason: 'mẫu' });
    expect(dossier()).toMatchObject({ status: 3, isVoided: true, fields: { phone: '0900000000' } });
    answer({ [corrected]: refused(), [moved]: refused(), [voided]: refused() });
    for (const sequence of [2, 3, 4]) await withdraw(sequence);
    for (const opId of [corrected, moved, voided]) station.context.database.write((store) => recordSettled(store, { opId, kind: 'withdrawn', code: 'operation.withdrawn', detail: '' }, station.clock.now()));
    expect(dossier()).toMatchObject({ status: 2, isVoided: false, fields: {} });
    expect(await list()).toEqual([]);
    expectSameFromLog();
  });

  it.each([[[2, 3]], [[3, 2]]])('moves that follow each other, in the order %j, leaves the dossier where it was, with its due date and in our own hands', async (order) => {
    append('dossier.opened', opening());
    const handedOver = append('dossier.moved', { dossierId: DOSSIER, from: 2, to: 4, reason: '', dueAt: null });
    const asked = append('dossier.moved', { dossierId: DOSSIER, from: 4, to: 5, reason: '', dueAt: null });
    answer({ [handedOver]: refused(), [asked]: refused() });
    for (const sequence of order) await withdraw(sequence);
    expect(dossier()).toMatchObject({ status: 2, owner: 'station', dueAt: opening().dueAt });
    expectSameFromLog();
  });

  it('a second correction of a field leaves the first one', async () => {
    append('dossier.opened', opening());
    append('dossier.corrected', { dossierId: DOSSIER, fields: { phone: { from: LAN.phone, to: '0900000001' } }, reason: 'mẫu' });
    const second = append('dossier.corrected', { dossierId: DOSSIER, fields: { phone: { from: '0900000001', to: '0900000002' } }, reason: 'mẫu' });
    answer({ [second]: refused() });
    await withdraw(3);
    expect(dossier()).toMatchObject({ fields: { phone: '0900000001' } });
    expectSameFromLog();
  });
});
