// A letter of the city for an event that this store had lost and got back stands on the same list as any other, follows what the feed says of it, and is put right or given up in the same way.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DossierId, OperationId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import type { DeadLetter } from '../../../shared/contract/care.ts';
import type { WithoutEffectResult } from '../../../shared/wire/messages.ts';
import type { Operation } from '../../../shared/wire/operation.ts';
import { openDossier } from '../../../tests/fakes/opened-dossier.ts';
import { BIRTH } from '../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../tests/fakes/test-station.ts';
import { deadLetterHandlers } from '../commands/dead-letter/dead-letter-handlers.ts';
import { recordSettled } from '../store/answers.ts';
import { cityStateOf, dossierById } from '../store/dossiers.ts';
import { readOperations } from '../store/event-log.ts';
import { claimIdentity, type LiveIdentity } from '../store/identity.ts';
import { noticeRebirth } from '../store/rebirth.ts';
import { record } from '../store/record.ts';
import { isUnsettledAtCity } from '../store/redaction.ts';
import { askAgainAboutLetters, readSyncMarks } from '../store/sync-state.ts';
import { reclaimHistory } from './history.ts';

const COUNTER = atCounter(1);
let lost: TestStation;
let restored: TestStation;
let identity: LiveIdentity;
let said: readonly Operation[];
let opening: Operation;
let note: Operation;

beforeEach(async () => {
  lost = new TestStation({ procedures: [BIRTH] });
  restored = new TestStation({ procedures: [BIRTH] });
  const { dossierId } = await openDossier(lost);
  lost.context.database.write((store) => record(store, lost.context.identity, lost.clock, { type: 'dossier.noted', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', body: { dossierId, text: 'Đã gọi điện' } }));
  said = lost.context.database.read((store) => readOperations(store, 0, 100));
  opening = must(said.find(({ type }) => type === 'dossier.opened'), 'it was opened');
  note = must(said.at(-1), 'it was noted');
  // The disk has died, and an empty copy was put back; the first event of the new life stands where one of the old stood.
  const { database, clock } = restored.context;
  const { commune, station } = restored.point;
  identity = claimIdentity(database, { commune, station, bootId: clock.uuid() });
  const machine = 'a'.repeat(64);
  noticeRebirth(database, identity, { kind: 'seen', mark: { version: 1, commune, station, incarnation: 1, seq: note.seq, hash: note.hash, numbers: {}, blocks: [], machine, serverAt: null } }, machine, { clock, fields: ['A'], day: restored.context.trueDay().day });
  restored.context = { ...restored.context, identity };
});
afterEach(async () => {
  await lost[Symbol.asyncDispose]();
  await restored[Symbol.asyncDispose]();
});

const rejected = (): WithoutEffectResult => ({ kind: 'rejected', opId: opening.opId, code: 'operation.invalid-body', detail: 'applicant.phone: too_big', field: 'applicant.phone' });
const held = (): WithoutEffectResult => ({ kind: 'held', opId: note.opId, by: opening.opId });
const letters = async (): Promise<readonly DeadLetter[]> => (await restored.call('dead-letter.list', deadLetterHandlers['dead-letter.list'], COUNTER, {})).letters;

/** The city tells this store's past, and which of it has no effect; `between` happens after it has looked and before its answer is kept. */
async function reclaim(withoutEffect: readonly WithoutEffectResult[], between: () => void = () => undefined): Promise<void> {
  const { database, clock } = restored.context;
  const incarnations = [{ incarnation: 1, base: 0, ackedSeq: said.length, headHash: note.hash }];
  const history = ({ after, limit }: { readonly after: number; readonly limit: number }) => {
    const operations = said.filter(({ seq }) => seq > after).slice(0, limit);
    const ids = new Set<string>(operations.map(({ opId }) => opId));
    if (operations.length > 0) between();
    return Promise.resolve({ kind: 'ok' as const, value: { requestId: 'none', operations, erased: [], withoutEffect: withoutEffect.filter(({ opId }) => ids.has(opId)), incarnations, cityTime: clock.now() } });
  };
  expect((await reclaimHistory({ database, clock, client: { history }, identity }, new AbortController().signal)).kind).not.toBe('failed');
}

it('what was sent again in other words before the loss is off the list when those come back, and what was given up too', async () => {
  const dossierId = opening.aggId as DossierId;
  lost.context.database.write((store) => {
    const of = { aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1' } as const;
    record(store, lost.context.identity, lost.clock, { ...of, type: 'dossier.noted', body: { dossierId, text: 'Đã gọi lại' }, refersTo: note.opId });
    record(store, lost.context.identity, lost.clock, { ...of, type: 'operation.withdrawn', body: { opId: opening.opId, reason: 'Ghi nhầm' } });
  });
  const before = [opening.opId, note.opId];
  said = lost.context.database.read((store) => readOperations(store, 0, 100));
  const first = rejected();
  const second = held();
  note = must(said.at(-1), 'there are more now');
  await reclaim([first, second]);
  expect((await letters()).filter(({ opId }) => before.includes(opId))).toEqual([]);
});
const feedSays = (opId: OperationId, kind: 'applied' | 'rejected' | 'withdrawn', code = ''): boolean =>
  restored.context.database.write((store) => recordSettled(store, { opId, kind, code, detail: '' }, restored.clock.now()));

describe('a letter for an event that came back', () => {
  it('stands on the list of whoever wrote it, with what waits behind it', async () => {
    await reclaim([rejected(), held()]);
    expect(await letters()).toMatchObject([
      { opId: opening.opId, sequence: opening.seq, type: 'dossier.opened', state: 'rejected', code: 'operation.invalid-body', actor: 'counter-1', canResend: true, canWithdraw: true },
      { opId: note.opId, type: 'dossier.noted', state: 'held', heldBy: opening.seq, canResend: false },
    ]);
    const dossierId = opening.aggId as never;
    const { database } = restored.context;
    expect(database.read((store) => isUnsettledAtCity(store, dossierId))).toBe(true);
    expect(cityStateOf(must(database.read((store) => dossierById(store, dossierId)), 'it came back'))).toBe('refused');
  });

  it('is put right and sent again', async () => {
    await reclaim([rejected(), held()]);
    const { fields } = await restored.call('dead-letter.read', deadLetterHandlers['dead-letter.read'], COUNTER, { opId: opening.opId });
    expect(fields.filter(({ isAtFault }) => isAtFault).map(({ path }) => path)).toEqual(['applicant.phone']);
    await restored.call('dead-letter.resend', deadLetterHandlers['dead-letter.resend'], COUNTER, { opId: opening.opId, changes: { 'applicant.phone': '0900000000' } });
    const again = must(restored.context.database.read((store) => readOperations(store, 0, 100)).findLast(({ type }) => type === 'dossier.opened'), 'it was written');
    expect(again).toMatchObject({ refersTo: opening.opId, incarnation: 2, aggId: opening.aggId });
    expect((await letters()).map(({ opId }) => opId)).toEqual([note.opId]);
    expect(feedSays(opening.opId, 'applied', 'operation.resent')).toBe(true);
    expect(feedSays(note.opId, 'applied')).toBe(true);
    expect(await letters()).toEqual([]);
  });

  it('is given up, and so is what it would have done', async () => {
    await reclaim([rejected()]);
    await restored.call('dead-letter.withdraw', deadLetterHandlers['dead-letter.withdraw'], COUNTER, { opId: opening.opId, reason: 'Ghi nhầm' });
    expect(await letters()).toEqual([]);
    expect(restored.context.database.read((store) => dossierById(store, opening.aggId as never))?.isVoided).toBe(true);
  });
});

describe('what the feed says of it', () => {
  it('before the answer that lists it is kept outweighs that answer', async () => {
    await reclaim([rejected(), held()], () => {
      feedSays(opening.opId, 'applied', 'operation.resent');
      feedSays(note.opId, 'rejected', 'dossier.unknown');
    });
    expect(await letters()).toMatchObject([{ opId: note.opId, state: 'rejected', code: 'dossier.unknown' }]);
  });

  it('and was not read, since a snapshot stood in for it, is asked for again', async () => {
    await reclaim([rejected(), held()]);
    restored.context.database.write(askAgainAboutLetters);
    expect(restored.context.database.read(readSyncMarks).ackedSeq).toBe(0);
    await reclaim([{ kind: 'rejected', opId: note.opId, code: 'dossier.unknown', detail: '' }]);
    expect(await letters()).toMatchObject([{ opId: note.opId, state: 'rejected', code: 'dossier.unknown' }]);
    // Once is enough, and what the feed says while the question is under way is newer than its answer.
    restored.context.database.write(askAgainAboutLetters);
    await reclaim([{ kind: 'rejected', opId: note.opId, code: 'dossier.unknown', detail: '' }], () => void feedSays(note.opId, 'applied'));
    expect(await letters()).toEqual([]);
  });
});
